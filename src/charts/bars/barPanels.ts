import type { JsonObject } from "../MimeBundle.js";
import { classBars } from "./classBars.js";

/** The two panels side by side: logits on the left with the class labels, probabilities on the right. */
export function barPanels(logitDomain: [number, number], width: number): JsonObject {
  return {
    spacing: 40,
    hconcat: [
      classBars({
        field: "logit",
        numberField: "logitText",
        title: "logit (log-odds)",
        domain: logitDomain,
        width,
        showLabels: true,
      }),
      classBars({
        field: "probability",
        numberField: "probabilityText",
        title: "probability",
        domain: [0, 1],
        room: 46,
        width,
        showLabels: false,
      }),
    ],
  };
}
