import { describe } from "./describe.js";
import { LogitsError } from "./LogitsError.js";

/** Options of the functions that a temperature means something to. */
export interface TemperatureOptions {
  /**
   * Divides the logits before anything else: above 1 flattens, below 1 sharpens, the order never changes. Default 1.
   */
  readonly temperature?: number;
}

/** Gives the temperature, 1 when none is set, or refuses one that no division can use. */
export function checkTemperature(options: TemperatureOptions | undefined, caller: string): number {
  const temperature = options?.temperature ?? 1;
  if (
    typeof temperature === "number" &&
    temperature > 0 &&
    temperature < Number.POSITIVE_INFINITY
  ) {
    return temperature;
  }
  throw new LogitsError(
    `${caller} needs a temperature above 0 and below Infinity, got ${describe(temperature)}`,
  );
}
