import type { JsonObject } from "../MimeBundle.js";
import { isolate } from "../words/isolate.js";
import { shorten } from "../words/shorten.js";
import { backTo } from "./resetSwitch.js";

/** One native slider a class, and where they stand at first. */
export interface ClassSliders {
  /** The given logits, rounded to what the sliders can really stand at. */
  readonly logits: number[];
  /** The sliders reach from `-reach` to `reach`. */
  readonly reach: number;
  readonly step: number;
  /** The parameters `logit_0`, `logit_1`, …, one a class. */
  readonly params: JsonObject[];
}

/**
 * The sliders of a chart whose logits can be moved, named by their labels.
 *
 * @param least they reach at least this far, and further where a logit needs it
 * @param reset whether they go back when a `resetSwitch` is ticked
 *
 * @example classSliders([-3.4812, 3.85], ["NEGATIVE", "POSITIVE"]).logits // [-3.48, 3.85]
 */
export function classSliders(
  given: readonly number[],
  labels: readonly string[],
  { least = 8, reset = false }: { least?: number; reset?: boolean } = {},
): ClassSliders {
  const { reach, step } = sliderRange(given, least);
  const logits = given.map((logit) => onStep(logit, step));
  const params = logits.map((value, index): JsonObject => {
    const name = `logit_${index}`;
    const spoken = `logit of ${isolate(shorten(labels[index] ?? "", 60))} `;
    const bind: JsonObject = { input: "range", min: -reach, max: reach, step, name: spoken };
    return reset ? { name, value, bind, on: backTo(name, value) } : { name, value, bind };
  });
  return { logits, reach, step, params };
}

/** Steps of 0.01 while the logits are of ordinary size, else some thousandth of the reach. */
function sliderRange(
  logits: readonly number[],
  least: number,
): Pick<ClassSliders, "reach" | "step"> {
  const largest = Math.max(...logits.map(Math.abs));
  const reach = Math.max(least, Math.ceil(1.25 * largest));
  return { reach, step: Math.max(0.01, 10 ** (Math.ceil(Math.log10(reach)) - 4)) };
}

/** The value a slider of these steps can really stand at. */
function onStep(logit: number, step: number): number {
  const decimals = Math.max(0, Math.round(-Math.log10(step)));
  // Adding zero makes -0 an ordinary 0.
  return Number((Math.round(logit / step) * step).toFixed(decimals)) + 0;
}
