import { softmax } from "../../logits/softmax.js";
import { temperatureBase } from "../controls/temperatureSlider.js";
import { classColours, palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { shorten } from "../words/shorten.js";
import { labelDistance, labelPlaces } from "./labelPlaces.js";
import type { TrajectoryClass } from "./trajectoryClasses.js";
import { across, heightFor, ownColour, steps, up, width } from "./trajectoryFrame.js";

/** Names at the coloured lines, on a white halo so that they can be read where lines pass. */
export function trajectoryNames(classes: readonly TrajectoryClass[]): JsonObject[] {
  const middle = (steps - 1) / 2;
  const height = heightFor(classes.length);
  const logits = classes.map(({ logit }) => logit);
  const rows = Array.from({ length: steps }, (_, step) =>
    softmax(logits, { temperature: temperatureBase ** (step / middle - 1) }),
  );
  const lines = classes.map((_, i) => rows.map((row) => row[i] * height));
  const named = classes.slice(0, classColours.length).map(({ label, colour }) => ({
    text: shorten(label, 18),
    colour,
  }));
  const widths = named.map(({ text }) => (7 * text.length * steps) / width);
  const places = labelPlaces(lines, widths, height, middle);
  const values = named.flatMap((name, i) => {
    const place = places[i];
    if (!place) return [];
    const temperature = temperatureBase ** (place.step / middle - 1);
    const probability = rows[place.step][i] + ((place.above ? 1 : -1) * labelDistance) / height;
    return [{ ...name, temperature, probability }];
  });
  const halo = { stroke: palette.paper, strokeWidth: 4, strokeJoin: "round" };
  return [halo, {}].map((style) => ({
    data: { values },
    mark: { type: "text", fontSize: 12, fontWeight: "bold", aria: false, ...style },
    encoding: {
      x: across,
      y: up,
      text: { field: "text" },
      color: ownColour,
    },
  }));
}
