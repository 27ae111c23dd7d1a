import { indexOfLargest } from "../argmax.js";
import { type Finding, lessons } from "./Finding.js";
import { type Held, labelCount, rowsAt } from "./Held.js";

/** `LABEL_0`, `LABEL_1`, …: nobody gave the classes names. */
export function findPlaceholders({ labels }: Held): Finding | undefined {
  const placeholders = labels.filter((label) => /^LABEL_\d+$/.test(label)).length;
  if (placeholders === 0) return undefined;
  return {
    id: "placeholder-labels",
    severity: "warning",
    certainty: "certain",
    message: `${placeholders} of ${labels.length} labels are placeholders such as LABEL_0: the config does not say what the classes mean`,
    evidence: { placeholders, labels: labels.length },
    next: "look the classes up on the model's card or in the training data, and pass your own id2label",
    lesson: lessons.direct,
  };
}

/** Another number of labels than of logits: one of them belongs to another model. */
export function findCountMismatch(held: Held): Finding | undefined {
  const { columns } = held.flat;
  const labels = labelCount(held);
  if (labels === undefined || labels === columns) return undefined;
  // A pipeline asked for its best few has fewer scores than labels; more can't be.
  if (held.isPartial) return undefined;
  return {
    id: "label-count-mismatch",
    severity: "error",
    certainty: "certain",
    message: `the config names ${labels} labels, but a row has ${columns} numbers`,
    evidence: { labels, columns },
    next: "take the config and the output from the same model",
    lesson: lessons.bugs,
  };
}

/** True labels that agree far better once the classes are renamed: the label map is in another order. */
export function findLabelOrder({ flat, context }: Held): Finding | undefined {
  const truth = context.label_ids;
  if (!truth || truth.length !== flat.rows || flat.columns < 2) return undefined;
  const predicted = rowsAt(flat).map((row) => indexOfLargest(row, 0, flat.columns));
  const order = bestOrder(predicted, truth, flat.columns);
  const accuracy = share(predicted, (index, row) => index === truth[row]);
  const reordered = share(predicted, (index, row) => order[index] === truth[row]);
  // Twice the standard error of a difference in shares, so that a few texts don't accuse a map.
  const noise = 2 * Math.sqrt(1 / flat.rows);
  if (reordered - accuracy <= Math.max(0.2, noise)) return undefined;
  const isLikely = reordered > 0.8 && flat.rows >= 20;
  return {
    id: "label-order",
    severity: isLikely ? "error" : "warning",
    certainty: isLikely ? "likely" : "possible",
    message: `${percent(accuracy)} of ${flat.rows} predictions agree with label_ids, ${percent(reordered)} would with the classes in the order [${order.join(", ")}]: the label map and the data set number the classes differently`,
    evidence: { rows: flat.rows, accuracy, accuracy_reordered: reordered, order },
    next: "compare id2label with the data set's own names, and renumber label_ids (not the logits)",
    lesson: lessons.bugs,
  };
}

/** Pairs classes with true labels, the most frequent pair first, until each has a partner. */
function bestOrder(predicted: number[], truth: ArrayLike<number>, classes: number): number[] {
  const counts = new Float64Array(classes * classes);
  predicted.forEach((index, row) => {
    if (truth[row] >= 0 && truth[row] < classes) counts[index * classes + truth[row]]++;
  });
  const order = new Array<number>(classes).fill(-1);
  const pairs = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a]);
  for (const pair of pairs) {
    const [from, to] = [Math.floor(pair / classes), pair % classes];
    if (order[from] < 0 && !order.includes(to)) order[from] = to;
  }
  return order;
}

function share(predicted: number[], isRight: (index: number, row: number) => boolean): number {
  return predicted.filter(isRight).length / predicted.length;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
