import type { JsonObject } from "../MimeBundle.js";
import { inTriangleExpressions } from "./ternary.js";

/**
 * Softmax of three logits at a temperature as Vega-Lite transforms: fields `z0`, `z1`, `z2` in, the probabilities `p0`, `p1`,
 * `p2` and the place in the triangle `x`, `y` out.
 *
 * Each probability is 1 / Σ exp((zj - zi) / T): an `exp` that overflows gives the limit, 0, and there are only five transforms
 * to run over ten thousand points at each step of a slider.
 *
 * @param temperature a Vega expression, for example a parameter's name
 */
export function softmaxOfThree(temperature: string): JsonObject[] {
  const classes = [0, 1, 2];
  const probability = (i: number) => {
    const others = classes.filter((j) => j !== i);
    const odds = others.map((j) => `exp((datum.z${j} - datum.z${i}) / (${temperature}))`);
    return `1 / (1 + ${odds.join(" + ")})`;
  };
  return [
    ...classes.map((i) => ({ calculate: probability(i), as: `p${i}` })),
    { calculate: inTriangleExpressions.x, as: "x" },
    { calculate: inTriangleExpressions.y, as: "y" },
  ];
}
