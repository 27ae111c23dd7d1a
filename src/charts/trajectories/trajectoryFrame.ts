import { temperatureBase } from "../controls/temperatureSlider.js";
import type { JsonObject } from "../MimeBundle.js";
import { listStep } from "./trajectoryList.js";

/** Pixels of the panel that the curves are drawn in. */
export const width = 520;
/** As many points a line: a step is a hundredth of the slider's way from end to end. */
export const steps = 201;
/** The temperature, and the probability, as every layer draws them. */
export const across: JsonObject = {
  field: "temperature",
  type: "quantitative",
  title: "temperature (log scale)",
  scale: { type: "log", domain: [1 / temperatureBase, temperatureBase], nice: false },
  axis: { values: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20], format: "~r", grid: true },
};
export const up: JsonObject = {
  field: "probability",
  type: "quantitative",
  title: "probability",
  scale: { domain: [0, 1], nice: false },
  axis: { offset: 26, tickCount: 5 },
};
/** Each row carries the colour of its class. */
export const ownColour: JsonObject = { field: "colour", type: "nominal", scale: null };

/** As high as the list beside, where that is long. */
export const heightFor = (classes: number) => Math.max(320, classes * listStep(classes));
