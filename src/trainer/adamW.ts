/** What AdamW remembers between steps: running means of the gradient and of its square. */
export interface AdamWMemory {
  steps: number;
  mean: Float64Array;
  meanSquare: Float64Array;
}

/** The rule's numbers, in Transformers' names. */
export interface AdamWOptions {
  adam_beta1: number;
  adam_beta2: number;
  adam_epsilon: number;
  weight_decay: number;
}

/** An empty memory for so many parameters. */
export function adamWMemory(count: number): AdamWMemory {
  return { steps: 0, mean: new Float64Array(count), meanSquare: new Float64Array(count) };
}

/**
 * One step of AdamW (Loshchilov and Hutter 2019), in place, by PyTorch's formula.
 *
 * Each parameter moves against the running mean of its gradient, divided by the gradient's usual size; so the first step is
 * the learning rate for every one. The first `decayed` parameters, the weights, are also pulled towards 0.
 */
export function adamW(
  parameters: Float64Array,
  gradient: Float64Array,
  memory: AdamWMemory,
  rate: number,
  decayed: number,
  { adam_beta1: beta1, adam_beta2: beta2, adam_epsilon, weight_decay }: AdamWOptions,
): void {
  memory.steps += 1;
  const { mean, meanSquare, steps } = memory;
  // Both means start at 0 and would be too small at first.
  const meanWeight = 1 - beta1 ** steps;
  const squareWeight = Math.sqrt(1 - beta2 ** steps);
  for (let i = 0; i < parameters.length; i++) {
    const slope = gradient[i];
    mean[i] += (1 - beta1) * (slope - mean[i]);
    meanSquare[i] = beta2 * meanSquare[i] + (1 - beta2) * slope * slope;
    const size = Math.sqrt(meanSquare[i]) / squareWeight + adam_epsilon;
    if (i < decayed) parameters[i] *= 1 - rate * weight_decay;
    parameters[i] -= ((rate / meanWeight) * mean[i]) / size;
  }
}
