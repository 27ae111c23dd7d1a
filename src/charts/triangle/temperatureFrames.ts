import type { JsonObject, JsonValue } from "../MimeBundle.js";
import { formatTemperature, temperatures } from "./temperatures.js";

/** Jumps to a frame without a glide: between two frames the points would leave their paths. */
const atOnce: JsonObject = {
  mode: "immediate",
  transition: { duration: 0 },
  frame: { duration: 0, redraw: true },
};

/** Plotly's slider over the frames, at T = 1 in the beginning: as the model left the points. */
export function temperatureSteps(): JsonObject {
  return {
    active: temperatures.indexOf(1),
    pad: { t: 46, l: 90 },
    currentvalue: { prefix: "temperature T = ", font: { size: 15, weight: 700 } },
    font: { size: 11 },
    steps: temperatures.map((temperature): JsonObject => {
      const name = formatTemperature(temperature);
      return { label: name, method: "animate", args: [[name], atOnce] };
    }),
  };
}

/** A button that plays the frames from where the slider stands, and one that stops them. */
export function playButtons(): JsonObject {
  const play = { ...atOnce, fromcurrent: true, frame: { duration: 150, redraw: true } };
  return {
    type: "buttons",
    direction: "left",
    showactive: false,
    x: 0,
    y: 0,
    xanchor: "left",
    yanchor: "top",
    pad: { t: 66, r: 10 },
    buttons: [button("play", "▶", [null, play]), button("pause", "❚❚", [[null], atOnce])],
  };
}

/** `name` is what a page with native controls calls the sign. */
function button(name: string, label: string, args: JsonValue[]): JsonObject {
  return { name, label, method: "animate", args };
}
