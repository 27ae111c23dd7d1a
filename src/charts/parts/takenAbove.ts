import type { NamesOption } from "../../evaluate/checks.js";
import { ownNames } from "../../evaluate/classIds.js";
import type { Confidences } from "../../evaluate/confidences.js";
import { rank } from "../../evaluate/ranking.js";
import { type Id2Label, readLabels } from "../../logits/labels.js";
import { percent } from "./words.js";

/** How many texts there are of a class and of others. */
export interface Totals {
  readonly positives: number;
  readonly negatives: number;
}

/** The texts that are taken for a class: of it, and by mistake. */
export type Taken = { readonly tp: number; readonly fp: number };

/**
 * Counts what is taken for a class at each threshold from 0 to 1 in steps of 0.01: a text is, when its probability reaches it.
 *
 * @example
 * takenAbove({ confidence: Float64Array.of(0.9, 0.6), hit: Uint8Array.of(1, 0) })[60] // { tp: 1, fp: 1 }
 */
export function takenAbove({ confidence, hit }: Confidences): Taken[] {
  const { thresholds, found, false_alarms } = rank(confidence, hit);
  const steps: Taken[] = [];
  let next = 0;
  for (let hundredths = 100; hundredths >= 0; hundredths--) {
    while (next < thresholds.length && thresholds[next] >= hundredths / 100) next++;
    steps[hundredths] =
      next === 0 ? { tp: 0, fp: 0 } : { tp: found[next - 1], fp: false_alarms[next - 1] };
  }
  return steps;
}

/** The shares of what is taken; without a text that is taken, precision is none, and without one of the class, recall. */
export function sharesOf({ tp, fp }: Taken, { positives, negatives }: Totals) {
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    precision: share(tp, tp + fp),
    recall: share(tp, positives),
    fpr: share(fp, negatives),
  };
}

/** `80.0%`, or `none`. */
export const shareWords = (share: number | null) => (share === null ? "none" : percent(share));

/** The names of the classes of these scores, by index: those of the option, or of saved predictions, or `class 3`. */
export function scoreNames(
  caller: string,
  scores: unknown,
  id2label: NamesOption["id2label"],
): (index: number) => string {
  const given = id2label && "scores" in id2label ? id2label.scores : id2label;
  const names = given ? readLabels(given as Id2Label, undefined, caller) : ownNames(scores, caller);
  return (index) => names?.[index] ?? `class ${index}`;
}
