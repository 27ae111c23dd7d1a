import type { JsonObject } from "../MimeBundle.js";
import { classBars, roomForNumbers } from "./classBars.js";

/**
 * The three steps of softmax side by side: logits from `-reach` to `reach`, exponentials, probabilities.
 *
 * @param room pixels for each, more or less
 */
export function playgroundPanels(reach: number, room: number): JsonObject {
  const width = 0.6 * room;
  const domain: [number, number] = [0, 1];
  const tooltip = [
    { field: "label", title: "label" },
    { field: "logitText", title: "logit (log-odds)" },
    { field: "exponentialText", title: "exp" },
    { field: "probabilityText", title: "probability" },
  ];
  return {
    spacing: 18,
    hconcat: [
      classBars({
        field: "logit",
        numberField: "logitText",
        title: "logit z (log-odds)",
        domain: roomForNumbers([-reach, reach], 0.9 * room),
        width: 0.9 * room,
        tooltip,
        showLabels: true,
      }),
      classBars({
        field: "exponential",
        numberField: "exponentialText",
        title: "exp((z − largest z) / temperature)",
        domain,
        room: 46,
        width,
        tooltip,
        showLabels: false,
      }),
      classBars({
        field: "probability",
        numberField: "probabilityText",
        title: "probability = exp / sum of exp",
        domain,
        room: 46,
        width,
        tooltip,
        showLabels: false,
      }),
    ],
  };
}
