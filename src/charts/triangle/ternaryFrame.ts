import { softmax } from "../../logits/softmax.js";
import { classColours, palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import type { Point } from "../reading/readPoints.js";
import { plainName } from "../words/plainName.js";
import { decisionRegion, regionMiddle } from "./decisionRegions.js";
import { temperatures } from "./temperatures.js";
import type { Shares } from "./ternary.js";
import { mostPaths } from "./trianglePaths.js";

/** What lies behind the points, the twin of `triangleFrame` for Plotly: regions, the paths of a few points, names. */
export function ternaryBackground(
  points: readonly Point[],
  labels: readonly string[],
): JsonObject[] {
  const paths = points.length > mostPaths ? [] : points.map(path);
  return [...[0, 1, 2].map(region), ...paths, regionNames(labels)];
}

/** Grid lines every 0.2 with their numbers, and the classes at the corners. */
export function ternaryAxes(labels: readonly string[]): JsonObject {
  const [aaxis, baxis, caxis] = labels.map((label): JsonObject => {
    const text = plainName(label, 26);
    return {
      title: { text, font: { size: 13, weight: 700 } },
      tickvals: [0.2, 0.4, 0.6, 0.8],
      gridcolor: "#C8C8C8",
      linecolor: palette.softInk,
      tickfont: { size: 11, color: palette.softInk },
      ticks: "outside",
    };
  });
  return { sum: 1, bgcolor: palette.paper, aaxis, baxis, caxis };
}

const silent = { type: "scatterternary", hoverinfo: "skip", showlegend: false };

function region(classIndex: number): JsonObject {
  const outline = decisionRegion(classIndex);
  return {
    ...silent,
    mode: "lines",
    ...columnsOf([...outline, outline[0]]),
    fill: "toself",
    // The last two digits are the opacity: a tenth.
    fillcolor: `${classColours[classIndex]}1A`,
    line: { color: palette.other, width: 1.2 },
  };
}

function path({ logits }: Point): JsonObject {
  const places = temperatures.map((temperature) => {
    const [a, b, c] = softmax(logits, { temperature }).map((p) => Number(p.toFixed(5)));
    return [a, b, c] as const;
  });
  const line = { color: palette.other, width: 1, dash: "dot" };
  return { ...silent, mode: "lines", ...columnsOf(places), line };
}

function regionNames(labels: readonly string[]): JsonObject {
  return {
    ...silent,
    mode: "text",
    ...columnsOf([0, 1, 2].map(regionMiddle)),
    text: labels.map((label) => `predicted: ${plainName(label, 18)}`),
    textfont: { color: palette.softInk, size: 12, style: "italic" },
  };
}

function columnsOf(shares: readonly Shares[]): JsonObject {
  const column = (index: number) => shares.map((share) => share[index]);
  return { a: column(0), b: column(1), c: column(2) };
}
