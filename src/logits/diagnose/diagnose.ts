import { indexOfLargest } from "../argmax.js";
import { refuseAfterOptions } from "../checks.js";
import { checkContext } from "./checkContext.js";
import { complete, conclusionsOf, tagOf } from "./conclusions.js";
import { Diagnosis, type Found, type Severity } from "./Diagnosis.js";
import {
  findCountMismatch,
  findEqualRows,
  findNonFinite,
  findOneClass,
  findPlaceholders,
  findSaturated,
  findTransposed,
  findUntrainedHead,
  isBetterThanChance,
  isCalibrated,
  isSqueezed,
  transpose,
} from "./findings.js";
import type { DiagnoseContext, Held } from "./Held.js";
import { findLabelOrder } from "./labelOrder.js";
import { readOutput } from "./readOutput.js";
import { findOneEach, findPredicted, readTruth } from "./truth.js";
import { rangeOf, weigh } from "./weigh.js";
import type { Weighed } from "./weighUnit.js";

/**
 * Says what an output is, how sure that is and on what evidence, what may be concluded from it, and what to do next.
 *
 * It weighs hypotheses (logits, softmax or sigmoid, once or twice, along the wrong axis, percentages, decisions, ids, values of a
 * regression, …): each has a test, whose tolerance follows from the decimals or the type in which the numbers are stored, and the
 * config and the true labels rule some out. Where several are left, the answer is `likely`, `possible` or `unknown`. It never
 * throws, whatever the output is.
 *
 * @param output whatever you have: logits, probabilities, a Trainer's `{ predictions, label_ids }`, a model's
 *   `{ logits }`, a pipeline's `{ label, score }` lists, a tuple of arrays, a list of batches, what `interpret` returned
 * @param context the model's config (`id2label`, `problem_type`, `num_labels`), and if you have them `label_ids` (the true
 *   labels: class indices `[n]`, names, or one number per class), `predicted_index` (the result of somebody's argmax) and `texts`
 * @returns `kind`, `certainty`, `because`, `numbers_are` (what each number is good for), `may_conclude`, `may_not_conclude` and
 *   `findings`, each with `id`, `severity`, `certainty`, `message`, `evidence`, `next`, `topic` and what it leaves to conclude.
 *   It prints as text
 * @throws {LogitsError} when the context isn't an object, or has a name that diagnose doesn't know, a value that isn't what its name
 *   says, or label maps that contradict each other
 *
 * @example
 * diagnose([[0.731, 0.269], [0.27, 0.73], [0.5, 0.5]]).findings.map((finding) => finding.id)
 * // ["softmaxed-twice"]
 * diagnose([[0.9, 0.2], [0.06, 0.7], [0.04, 0.1]]).kind // "wrong-axis probabilities"
 * diagnose([[-4.2, 4.5]]).numbers_are // "score": log-odds, no probabilities yet
 */
export function diagnose(output: unknown, context?: DiagnoseContext): Diagnosis;
export function diagnose(
  output: unknown,
  context: DiagnoseContext = {},
  ...more: unknown[]
): Diagnosis {
  refuseAfterOptions("diagnose", more);
  const given = context ?? {};
  checkContext(given);
  const found: Found[] = [];
  const held = tryToRead(output, given, found);
  const examined = held && examine(held, found);
  const ranked = found.sort((a, b) => ranks[a.severity] - ranks[b.severity]);
  const weighed = examined?.weighed ?? unknown;
  const { kind, certainty, because } = weighed;
  const isRead = examined !== undefined && weighed !== unknown;
  const findings = ranked.map(complete);
  const errors = findings.filter(({ severity }) => severity === "error");
  const told = findings.filter(({ severity }) => severity !== "note");
  const concluded = conclusionsOf(kind, held?.known.head, isRead, held?.flat.columns);
  // A warning that takes everything away leaves as little as several errors.
  const isEmpty = told.some(({ id }) => id === "one-logit-scored-one");
  const left = errors.length === 1 ? errors[0].may_conclude : [];
  const may = errors.length === 0 && !isEmpty ? concluded.may : left;
  const isStopped = errors.length > 0 && may.length === 0;
  const mayNot = [
    ...(isStopped ? ["any decision, until the errors above are fixed"] : []),
    ...concluded.mayNot,
    ...(weighed.doubt ? [weighed.doubt] : []),
    ...told.flatMap(({ may_not_conclude }) => may_not_conclude),
  ];
  const numbers_are = tagOf(kind, ranked, isRead, examined?.isCalibrated ?? false);
  const calibrated = numbers_are === "calibrated probability";
  return new Diagnosis({
    kind,
    certainty,
    because,
    numbers_are,
    may_conclude: calibrated
      ? [...may, "that the model is right about as often as it says, on texts like these"]
      : [...may],
    may_not_conclude: [...new Set(mayNot)].filter(
      (line) => !calibrated || !/^how often/.test(line),
    ),
    findings,
  });
}

const ranks: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

const unknown: Weighed = {
  kind: "unknown",
  certainty: "certain",
  because: "the errors must be fixed first",
};

/** Reading may run into anything, a getter that throws too; all that follows works on numbers of its own. */
function tryToRead(output: unknown, context: DiagnoseContext, found: Found[]): Held | undefined {
  try {
    const held = readOutput(output, context, found);
    return isSqueezed(held) ? asColumn(held) : held;
  } catch (error) {
    found.push({
      id: "unreadable",
      severity: "error",
      certainty: "certain",
      message: `these are not numbers in rows: ${error instanceof Error ? error.message : String(error)}`,
      evidence: {},
      next: "pass one row [k], one batch [n, k], or an object with data and dims",
    });
    return undefined;
  }
}

function asColumn({ flat, ...held }: Held): Held {
  return { ...held, flat: { ...flat, rows: flat.columns, columns: 1, isBatch: true } };
}

/** What the numbers are, and what was found on the way. */
interface Examined {
  readonly weighed: Weighed;
  readonly isCalibrated: boolean;
}

/** Once a number isn't finite, the others say nothing more; a transposed shape explains a wrong number of labels. */
function examine(read: Held, found: Found[]): Examined | undefined {
  const add = (...more: (Found | undefined)[]) => {
    for (const one of more) if (one) found.push(one);
  };
  const transposed = findTransposed(read);
  const turned = transposed ? transpose(read) : read;
  add(findPlaceholders(read));
  const nonFinite = findNonFinite(read);
  if (nonFinite) {
    add(transposed ?? findCountMismatch(read), nonFinite);
    return undefined;
  }
  const bits = found.find(({ id, severity }) => id === "bits" && severity === "error");
  if (bits) {
    const { certainty, message: because } = bits;
    return { weighed: { kind: "bits", certainty, because }, isCalibrated: false };
  }
  const range = rangeOf(turned);
  let weighed = weigh(turned, range);
  // A list of ids has one for each text.
  const areIds = weighed.found?.id === "ids" && !turned.flat.isBatch;
  const held = areIds ? asColumn(turned) : turned;
  add(transposed ?? (weighed.kind === "class ids" ? undefined : findCountMismatch(held)));
  if (transposed) return { weighed, isCalibrated: false };
  const truth = readTruth(held, weighed.kind === "class ids", found);
  const isPlain = weighed.kind === "logits" || weighed.kind === "unknown";
  if (truth.isValues && isPlain && held.flat.columns === 1) {
    const values = valuesOf(held);
    add(values);
    return {
      weighed: { kind: "values", certainty: values.certainty, because: values.message },
      isCalibrated: false,
    };
  }
  const oneEach = weighed.found && findOneEach(held, weighed.found, truth);
  if (oneEach?.id === "sigmoid-on-single-label") {
    const { certainty, message: because } = oneEach;
    weighed = { ...weighed, certainty, because, found: oneEach };
    add(oneEach);
  } else add(weighed.found, oneEach);
  if (held.isPartial) return { weighed, isCalibrated: false };
  const isOne = weighed.found?.id === "one-logit-scored-one";
  const equal = isOne || weighed.kind === "class ids" ? undefined : findEqualRows(held, range);
  add(equal, isOne ? undefined : findSaturated(held, weighed.kind));
  const isChosen =
    held.flat.columns > 1 &&
    !["wrong-axis probabilities", "values", "class ids", "bits"].includes(weighed.kind);
  const predicted = largestOf(held);
  if (isChosen || held.flat.rows === 1) add(...findPredicted(held, predicted));
  if (!isChosen || held.known.head === "sigmoid") {
    if (isPlain && isChosen && !equal) add(findUntrainedHead(held, range));
    return { weighed, isCalibrated: false };
  }
  const classes = truth.classes;
  const oneClass = equal ? undefined : findOneClass(predicted, classes);
  const isGood = isBetterThanChance(predicted, classes);
  const untrained = isPlain && !equal && !isGood ? findUntrainedHead(held, range) : undefined;
  add(untrained, untrained ? undefined : oneClass);
  const isOrdered = classes && !equal && oneClass?.severity !== "warning";
  add(isOrdered ? findLabelOrder(predicted, classes, held.flat.columns) : undefined);
  return {
    weighed,
    isCalibrated:
      weighed.found?.id === "already-probabilities" && isCalibrated(held, predicted, classes),
  };
}

function largestOf({ flat }: Held): Int32Array {
  const { data, rows, columns } = flat;
  return Int32Array.from({ length: rows }, (_, row) =>
    indexOfLargest(data, row * columns, columns),
  );
}

function valuesOf({ flat }: Held): Found {
  return {
    id: "regression",
    severity: "note",
    certainty: "likely",
    message: `label_ids are not whole numbers, so the ${flat.rows} numbers are values of a regression, no classes`,
    evidence: { rows: flat.rows, columns: 1 },
    next: "compare the values with the training labels' unit; apply neither softmax nor sigmoid, and take no argmax",
  };
}
