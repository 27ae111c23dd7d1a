/** What is left of a test set when only the predictions of at least some confidence are kept. */
export type Kept = {
  /** The threshold in hundredths, so that it is a whole number. */
  hundredths: number;
  kept: number;
  right: number;
  /** The share that is kept. */
  coverage: number;
  /** The share of the kept that is right; `null` where nothing is kept. */
  accuracy: number | null;
};

/** One answer with its score: how sure the model was, and whether that was right. */
export type Answer = { confidence: number; isRight: boolean };

/**
 * Counts what is kept at each threshold from 0 to 1 in steps of 0.01: the answers whose confidence is equal to it or higher.
 *
 * @example keptAbove([{ confidence: 0.9, isRight: true }, { confidence: 0.6, isRight: false }])[90]
 * // { hundredths: 90, kept: 1, right: 1, coverage: 0.5, accuracy: 1 }
 */
export function keptAbove(answers: readonly Answer[]): Kept[] {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  const steps: Kept[] = [];
  let [kept, right] = [0, 0];
  for (let hundredths = 100; hundredths >= 0; hundredths--) {
    while (kept < sorted.length && sorted[kept].confidence >= hundredths / 100) {
      if (sorted[kept].isRight) right++;
      kept++;
    }
    const accuracy = kept === 0 ? null : right / kept;
    steps[hundredths] = { hundredths, kept, right, coverage: kept / sorted.length, accuracy };
  }
  return steps;
}
