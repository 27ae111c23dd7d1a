import { conclude } from "./diagnose/conclude.js";
import { Diagnosis } from "./diagnose/Diagnosis.js";
import type { Finding, Severity } from "./diagnose/Finding.js";
import { findCountMismatch, findLabelOrder, findPlaceholders } from "./diagnose/findInLabels.js";
import { findEqualRows, findNonFinite, findUntrainedHead } from "./diagnose/findInNumbers.js";
import { findScale } from "./diagnose/findScale.js";
import { findOneLogit, findTransposed, findWrongAxis } from "./diagnose/findShape.js";
import type { DiagnoseContext, Held } from "./diagnose/Held.js";
import { readOutput } from "./diagnose/readOutput.js";

const ranks: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/**
 * Says what an output is, how sure that is and by which evidence, what may be concluded from it, and what to do next.
 *
 * @param output whatever you hold: logits, probabilities, a Trainer's `{ predictions, label_ids }`, a model's
 *   `{ logits }`, a pipeline's `{ label, score }` lists, a tuple of arrays
 * @param context the model's config (`id2label`, `problem_type`, `num_labels`), and if you have them `label_ids` (true
 *   class indices, `[n]`) and `predicted_index` (what somebody's argmax gave)
 * @returns `kind`, `certainty`, `because`, `may_conclude`, `may_not_conclude` and `findings`, each with `id`,
 *   `severity`, `certainty`, `message`, `evidence`, `next` and `lesson`. Prints as text
 *
 * @example
 * diagnose([[0.731, 0.269], [0.27, 0.73], [0.5, 0.5]]).findings.map((finding) => finding.id)
 * // ["softmaxed-twice", "already-probabilities"]
 */
export function diagnose(output: unknown, context: DiagnoseContext = {}): Diagnosis {
  const { held, findings } = readOutput(output, context ?? {});
  if (held) findings.push(...findAll(held));
  findings.sort((a, b) => ranks[a.severity] - ranks[b.severity]);
  return new Diagnosis({ ...conclude(held, findings), findings });
}

/** Only finite numbers say more than that they are not; a swapped shape explains away a wrong number of labels. */
function findAll(held: Held): Finding[] {
  const nonFinite = findNonFinite(held);
  const transposed = findTransposed(held);
  const ofNumbers = nonFinite ? [nonFinite] : findInFinite(held, transposed !== undefined);
  const ofShape = transposed ?? findCountMismatch(held);
  return [ofShape, findPlaceholders(held), ...ofNumbers].filter(isFound);
}

function findInFinite(held: Held, isTransposed: boolean): (Finding | undefined)[] {
  // The best few scores of each text: their columns are ranks, which say nothing of the classes.
  if (held.isPartial) return [];
  const oneLogit = findOneLogit(held);
  const equal = oneLogit ? undefined : findEqualRows(held);
  const scale = isTransposed ? [] : findScale(held);
  const isSuspect = isTransposed || equal !== undefined || scale.length > 0;
  const untrained = isSuspect ? undefined : findUntrainedHead(held);
  const order = isTransposed ? undefined : findLabelOrder(held);
  return [oneLogit, equal, ...scale, untrained, order, findWrongAxis(held)];
}

function isFound(one: Finding | undefined): one is Finding {
  return one !== undefined;
}
