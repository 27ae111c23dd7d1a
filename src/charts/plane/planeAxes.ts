import type { JsonObject } from "../MimeBundle.js";
import { isolate } from "../words/isolate.js";
import { shorten } from "../words/shorten.js";

/** The axes of two logits, fields `z0` and `z1`, from `-reach` to `reach`. */
export function planeAxes(labels: readonly string[], reach: number): [JsonObject, JsonObject] {
  const axis = (field: string, label: string): JsonObject => ({
    field,
    type: "quantitative",
    title: `logit of ${isolate(shorten(label, 40))} (log-odds)`,
    scale: { domain: [-reach, reach], nice: false },
    axis: { grid: false, tickCount: 7 },
  });
  return [axis("z0", labels[0]), axis("z1", labels[1])];
}
