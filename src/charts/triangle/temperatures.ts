import { temperatureBase } from "../controls/temperatureSlider.js";

/**
 * The temperatures at which `simplex` has a frame: 41 from 0.05 to 20 in equal ratios, with exactly 1 in the middle.
 *
 * @example temperatures[0] // 0.05
 * @example temperatures[20] // 1
 */
export const temperatures: readonly number[] = Array.from(
  { length: 41 },
  (_, i) => temperatureBase ** ((i - 20) / 20),
);

/** A temperature in three significant digits: "0.05", "1.16", "20". */
export function formatTemperature(temperature: number): string {
  return String(Number(temperature.toPrecision(3)));
}
