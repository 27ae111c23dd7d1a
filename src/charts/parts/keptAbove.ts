/** What is left of a test set when only predictions of at least some confidence are kept. */
export type Kept = {
  /** The threshold in hundredths, so that it is a whole number. */
  hundredths: number;
  kept: number;
  right: number;
  /** The share that is kept. */
  coverage: number;
  /** The share of the kept answers that is right; `null` where nothing is kept. */
  accuracy: number | null;
  /** The mean confidence of the kept answers, which is the accuracy that they claim; `null` where nothing is kept. */
  claimed: number | null;
};

/** One answer: how confident the model was, and whether it was right. */
export type Answer = { confidence: number; isRight: boolean };

/**
 * Counts what is kept at each threshold from 0 to 1 in steps of 0.01: the answers whose confidence is equal to it or higher.
 *
 * @example keptAbove([{ confidence: 0.9, isRight: true }, { confidence: 0.6, isRight: false }])[90]
 * // { hundredths: 90, kept: 1, right: 1, coverage: 0.5, accuracy: 1, claimed: 0.9 }
 */
export function keptAbove(answers: readonly Answer[]): Kept[] {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  const steps: Kept[] = [];
  let [kept, right, sum] = [0, 0, 0];
  for (let hundredths = 100; hundredths >= 0; hundredths--) {
    while (kept < sorted.length && sorted[kept].confidence >= hundredths / 100) {
      if (sorted[kept].isRight) right++;
      sum += sorted[kept].confidence;
      kept++;
    }
    const accuracy = kept === 0 ? null : right / kept;
    const claimed = kept === 0 ? null : sum / kept;
    const coverage = kept / sorted.length;
    steps[hundredths] = { hundredths, kept, right, coverage, accuracy, claimed };
  }
  return steps;
}
