import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { confidenceBars } from "./confidenceBars.js";
import type { BinPart } from "./confidenceBins.js";
import type { Kept } from "./keptAbove.js";
import { atTheThreshold } from "./threshold.js";
import { thresholdCurves } from "./thresholdCurves.js";

const width = 620;

/**
 * Two panels over the same axis: bars of right and wrong answers by confidence, and below them accuracy and coverage for each
 * threshold. The parameter `threshold` stands as a rule in both; `words` of its step is written between them.
 */
export function thresholdPanels(
  bins: readonly BinPart[],
  steps: readonly (Kept & { words: string })[],
): JsonObject {
  return {
    vconcat: [confidenceBars(bins, width), words(steps), thresholdCurves(width)],
    resolve: { scale: { color: "independent" } },
  };
}

function words(steps: readonly (Kept & { words: string })[]): JsonObject {
  return {
    width,
    height: 24,
    data: { name: "steps", values: [...steps] },
    transform: [atTheThreshold],
    mark: {
      type: "text",
      align: "left",
      baseline: "middle",
      fontSize: 14,
      fontWeight: "bold",
      color: palette.ink,
    },
    encoding: {
      x: { value: 0 },
      y: { value: 12 },
      text: { field: "words" },
      description: { field: "words" },
    },
  };
}
