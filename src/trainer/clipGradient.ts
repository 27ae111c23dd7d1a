/**
 * Shortens a gradient to `max_grad_norm` if it is longer, in place, and gives its length before: PyTorch's `clip_grad_norm_`.
 *
 * @example clipGradient(new Float64Array([3, 4]), 1) // 5; the gradient is [0.6, 0.8] now
 */
export function clipGradient(gradient: Float64Array, max_grad_norm: number): number {
  let squares = 0;
  for (const value of gradient) squares += value * value;
  const norm = Math.sqrt(squares);
  const factor = max_grad_norm / (norm + 1e-6);
  if (max_grad_norm > 0 && factor < 1) {
    for (let i = 0; i < gradient.length; i++) gradient[i] *= factor;
  }
  return norm;
}
