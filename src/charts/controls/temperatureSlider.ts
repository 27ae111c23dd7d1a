import type { JsonObject } from "../MimeBundle.js";
import { backTo } from "./resetSwitch.js";

/** Where a chart shows the limits, the temperature runs from one over this to this. */
export const temperatureBase = 20;

/**
 * A slider for the temperature on a log scale, so that a half and a double are equally far from 1.
 *
 * A native slider shows its own number, so it is that number which has to make sense: it is the power of `base`, and the name
 * says so. It gives the parameters `power` and `temperature`, from 1 / `base` to `base`.
 *
 * @example temperatureSlider(10) // 0.1 to 10; at 0 the temperature is 1
 */
export function temperatureSlider(
  base: number,
  { reset = false }: { reset?: boolean } = {},
): JsonObject[] {
  const name = `temperature = ${base} to the power of `;
  const power: JsonObject = {
    name: "power",
    value: 0,
    bind: { input: "range", min: -1, max: 1, step: 0.01, name },
  };
  return [
    reset ? { ...power, on: backTo("power", 0) } : power,
    { name: "temperature", expr: `pow(${base}, power)` },
  ];
}

/** A temperature as a short text, three significant digits, as a Vega expression over the parameter `temperature`. */
export const temperatureText = "format(temperature, '.3~r')";
