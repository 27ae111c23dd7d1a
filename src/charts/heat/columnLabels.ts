import type { JsonObject } from "../MimeBundle.js";

/**
 * How a map's axis writes the class labels above or below its columns: level where all of them fit, slanted where they are
 * short, upright where they are long or the columns narrow. They are found by index in the parameter `labels`.
 */
export function columnLabels(labels: readonly string[], columnWidth: number): JsonObject {
  const longest = Math.max(...labels.map((label) => label.length));
  const isLevel = 7.5 * longest <= columnWidth;
  const isSlanted = longest <= 20 && columnWidth >= 18;
  return {
    labelExpr: "labels[datum.value]",
    labelAngle: isLevel ? 0 : isSlanted ? -45 : -90,
    labelLimit: isLevel ? columnWidth : 360,
    // Without it the axis title would stand 200 pixels off at most, on top of long labels.
    maxExtent: 400,
    labelFontSize: columnWidth < 14 ? 10 : 12,
    labelPadding: 4,
    labelOverlap: false,
    ticks: false,
    domain: false,
    // A screen reader would say bare indices; the cells themselves name their class.
    aria: false,
  };
}
