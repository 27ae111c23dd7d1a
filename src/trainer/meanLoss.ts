/** A batch's loss and its number of texts. */
export interface BatchLoss {
  loss: number;
  size: number;
}

/**
 * The mean loss over texts: each batch's counts once per text in it. Infinite ones are left out, unless all are or
 * `keepInfinite`. In single precision, as PyTorch's losses are.
 */
export function meanLoss(losses: readonly BatchLoss[], keepInfinite = false): number {
  const single = losses.map(({ loss, size }) => ({ loss: Math.fround(loss), size }));
  const finite = single.filter(({ loss }) => Number.isFinite(loss));
  const counted = keepInfinite || finite.length === 0 ? single : finite;
  const total = counted.reduce((sum, { size }) => sum + size, 0);
  return Math.fround(counted.reduce((sum, { loss, size }) => sum + loss * size, 0) / total);
}
