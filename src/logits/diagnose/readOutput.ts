import { isList } from "../isList.js";
import { LogitsError } from "../LogitsError.js";
import { readLogits } from "../readLogits.js";
import { type Finding, lessons } from "./Finding.js";
import { findTuple } from "./findTuple.js";
import type { DiagnoseContext, Held } from "./Held.js";
import { readScoredLabels } from "./readScoredLabels.js";

/** Takes the numbers out of whatever a person holds, and notes what was found on the way. */
export function readOutput(
  output: unknown,
  context: DiagnoseContext,
): { held?: Held; findings: Finding[] } {
  const { numbers, known } = unwrap(output, context);
  const tuple = findTuple(numbers, known);
  const findings = tuple ? [tuple.finding] : [];
  try {
    const scored = readScoredLabels(numbers, known);
    const held = scored ?? {
      flat: readLogits(tuple ? tuple.logits : numbers, "diagnose"),
      context: known,
      labels: Object.values(known.id2label ?? {}),
      isScored: false,
      isPartial: false,
    };
    return { held, findings };
  } catch (error) {
    if (!(error instanceof LogitsError)) throw error;
    return { findings: [...findings, unreadable(error.message)] };
  }
}

/** `{ predictions, label_ids }` of a Trainer and `{ logits }` of a model hold the numbers one step further in. */
function unwrap(output: unknown, context: DiagnoseContext) {
  if (typeof output !== "object" || output === null || isList(output)) {
    return { numbers: output, known: context };
  }
  const { predictions, logits, label_ids, predicted_index } = output as Record<string, unknown>;
  const known = {
    ...context,
    ...(isList(label_ids) && { label_ids: label_ids as ArrayLike<number> }),
    ...((isList(predicted_index) || typeof predicted_index === "number") && {
      predicted_index: predicted_index as number | ArrayLike<number>,
    }),
  };
  return { numbers: predictions ?? logits ?? output, known };
}

function unreadable(message: string): Finding {
  return {
    id: "unreadable",
    severity: "error",
    certainty: "certain",
    message: `these are not numbers in rows: ${message}`,
    evidence: {},
    next: "pass one row [k], one batch [n, k], or an object with data and dims",
    lesson: lessons.direct,
  };
}
