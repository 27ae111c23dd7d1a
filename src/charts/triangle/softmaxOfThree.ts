import type { JsonObject } from "../MimeBundle.js";
import { inTriangleExpressions } from "./ternary.js";

/**
 * Softmax of three logits at a temperature as Vega-Lite transforms, in the stable form: fields `z0`, `z1`, `z2` in, the
 * probabilities `p0`, `p1`, `p2` and the place in the triangle `x`, `y` out.
 *
 * @param temperature a Vega expression, for example a parameter's name
 */
export function softmaxOfThree(temperature: string): JsonObject[] {
  const classes = [0, 1, 2];
  const weights = classes.map((i) => ({
    calculate: `exp((datum.z${i} - datum.top) / (${temperature}))`,
    as: `w${i}`,
  }));
  const sum = "(datum.w0 + datum.w1 + datum.w2)";
  return [
    { calculate: "max(datum.z0, datum.z1, datum.z2)", as: "top" },
    ...weights,
    ...classes.map((i) => ({ calculate: `datum.w${i} / ${sum}`, as: `p${i}` })),
    { calculate: inTriangleExpressions.x, as: "x" },
    { calculate: inTriangleExpressions.y, as: "y" },
  ];
}
