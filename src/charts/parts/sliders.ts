import type { JsonObject } from "../Chart.js";
import { pulledTo } from "./drag.js";
import { isolate, shorten } from "./words.js";

/** One native slider per class, and where they start. */
export interface ClassSliders {
  /** The given logits, rounded to values that the sliders can take. */
  readonly logits: number[];
  /** The sliders reach from `-reach` to `reach`. */
  readonly reach: number;
  readonly step: number;
  /** The parameters `logit_0`, `logit_1`, …, one per class. */
  readonly params: JsonObject[];
}

/**
 * The sliders of a chart whose logits can be moved, named by their labels.
 *
 * @param least they reach at least this far, and further where a logit needs it
 * @param reset whether they go back when a `resetSwitch` is ticked
 * @param drag whether they follow the bars that `dragParameters` makes draggable
 *
 * @example classSliders([-3.4812, 3.85], ["NEGATIVE", "POSITIVE"]).logits // [-3.48, 3.85]
 */
export function classSliders(
  given: readonly number[],
  labels: readonly string[],
  { least = 8, reset = false, drag = false }: SliderOptions = {},
): ClassSliders {
  const { reach, step } = sliderRange(given, least);
  const logits = given.map((logit) => onStep(logit, step));
  const params = logits.map((value, index): JsonObject => {
    const name = `logit_${index}`;
    const spoken = `logit of ${isolate(shorten(labels[index], 60))} `;
    const bind: JsonObject = { input: "range", min: -reach, max: reach, step, name: spoken };
    const on = [...(reset ? backTo(name, value) : []), ...(drag ? [pulledTo(name, index)] : [])];
    return on.length > 0 ? { name, value, bind, on } : { name, value, bind };
  });
  return { logits, reach, step, params };
}

interface SliderOptions {
  least?: number;
  reset?: boolean;
  drag?: boolean;
}

/** Steps of 0.01 up to a reach of 100, beyond that a thousandth of the reach or less. */
function sliderRange(
  logits: readonly number[],
  least: number,
): Pick<ClassSliders, "reach" | "step"> {
  const largest = Math.max(...logits.map(Math.abs));
  const far = Math.max(least, Math.ceil(1.25 * largest));
  const step = Math.max(0.01, 10 ** (Math.ceil(Math.log10(far)) - 4));
  // A native slider counts its steps from its lowest value: 0 is among them only if that is a whole number of steps.
  return { reach: step > 1 ? Math.ceil(far / step) * step : far, step };
}

/** The nearest value that a slider with these steps can take. */
function onStep(logit: number, step: number): number {
  const decimals = Math.max(0, Math.round(-Math.log10(step)));
  // Adding zero makes -0 an ordinary 0.
  return Number((Math.round(logit / step) * step).toFixed(decimals)) + 0;
}

/**
 * A native tick box that sends sliders back to where they started: tick it by mouse or with the space bar, and it clears itself.
 *
 * Each slider that follows it carries `on: backTo(name, start)`.
 */
export function resetSwitch(): JsonObject {
  return {
    name: "reset",
    value: false,
    bind: { input: "checkbox", name: "back to the start " },
    // Its own tick is the event; waiting a moment lets the sliders see it before it is gone.
    on: [{ events: { source: "window", type: "change", debounce: 400 }, update: "false" }],
  };
}

/**
 * What a parameter does when {@link resetSwitch} is ticked: Vega-Lite hands `on` to Vega as it is.
 *
 * @example backTo("logit_0", 3.85)[0].update // "reset ? 3.85 : logit_0"
 */
export function backTo(name: string, start: number): JsonObject[] {
  // Without `force` Vega drops an update to the value that this handler gave last, and the slider would stay where it is.
  return [{ events: { signal: "reset" }, update: `reset ? ${start} : ${name}`, force: true }];
}

/** The parameter `row` with its native slider, from 0 to the last row; for a single row the fixed number 0. */
export function rowSlider(rows: number): JsonObject {
  if (rows === 1) return { name: "row", value: 0 };
  const bind: JsonObject = { input: "range", min: 0, max: rows - 1, step: 1, name: "row " };
  return { name: "row", value: 0, bind };
}

/** In charts that show the limits, the temperature runs from 1 divided by this to this. */
export const temperatureBase = 20;

/**
 * A slider for the parameter `temperature`, from 1 / `base` to `base`.
 *
 * A native slider shows and says its own number, so that number is the temperature itself. Its steps are equal differences; the
 * kit's own pages turn them into equal ratios, so that half and double are equally far from 1.
 *
 * @example temperatureSlider(10).bind // { input: "range", min: 0.1, max: 10, step: 0.01, name: "temperature " }
 */
export function temperatureSlider(
  base: number,
  { reset = false }: { reset?: boolean } = {},
): JsonObject {
  const temperature: JsonObject = {
    name: "temperature",
    value: 1,
    bind: { input: "range", min: 1 / base, max: base, step: 0.01, name: "temperature " },
  };
  return reset ? { ...temperature, on: backTo("temperature", 1) } : temperature;
}

/** A temperature as a short text, three significant digits, as a Vega expression over the parameter `temperature`. */
export const temperatureText = "format(temperature, '.3~r')";
