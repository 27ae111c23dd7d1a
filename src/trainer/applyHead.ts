import type { ClassifierHead } from "../model/readClassifierHead.js";

/**
 * The last layer by hand: `W·h + b`, log-odds, one a label.
 *
 * @example
 * const { pooler_output } = await classifier.outputs(["This is a fantastic movie!"], { pooler_output: true });
 * applyHead(await readClassifierHead("sst2"), pooler_output[0]) // [-3.4843, 3.8506], as the model says itself
 */
export function applyHead({ W, b }: ClassifierHead, h: ArrayLike<number>): number[] {
  return W.map((weights, label) => {
    let logit = b[label];
    for (let i = 0; i < weights.length; i++) logit += weights[i] * h[i];
    return logit;
  });
}
