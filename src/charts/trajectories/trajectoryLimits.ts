import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { formatProbability } from "../words/formatProbability.js";
import { isolate } from "../words/isolate.js";
import { shorten } from "../words/shorten.js";
import type { TrajectoryClass } from "./trajectoryClasses.js";
import { up, width } from "./trajectoryFrame.js";

/** Where all curves come from and where they go to: drawn outside the axis, since no temperature reaches them. */
export function trajectoryLimits(classes: readonly TrajectoryClass[]): JsonObject[] {
  const winners = classes.filter(({ logit }) => logit === classes[0].logit);
  const uniform = 1 / classes.length;
  const cold = `T → 0: ${coldLimit(winners, classes.length)}`;
  const warm = `T → ∞: 1/${classes.length} = ${formatProbability(uniform)} for all`;
  const values = [
    { x: -14, probability: 1 / winners.length, spoken: cold },
    ...(winners.length < classes.length ? [{ x: -14, probability: 0, spoken: cold }] : []),
    { x: width + 14, probability: uniform, spoken: warm },
  ];
  return [
    {
      data: { values: [{ probability: uniform }] },
      mark: { type: "rule", color: palette.softInk, strokeDash: [2, 4], aria: false },
      encoding: { y: up },
    },
    {
      data: { values },
      mark: { type: "point", shape: "diamond", filled: true, size: 110, color: palette.ink },
      encoding: {
        x: { field: "x", type: "quantitative", scale: null },
        y: up,
        tooltip: [{ field: "spoken", title: "limit" }],
        description: { field: "spoken" },
      },
    },
    limitText(cold, -14, "left"),
    limitText(warm, width + 14, "right"),
  ];
}

function coldLimit(winners: readonly TrajectoryClass[], classes: number): string {
  if (winners.length === 1)
    return `1 for ${isolate(shorten(winners[0].label, 18))}, 0 for the others`;
  const share = `${formatProbability(1 / winners.length)} each for`;
  if (winners.length === classes) return `${share} all ${classes}`;
  return `${share} ${winners.length} equals, 0 for the others`;
}

function limitText(text: string, x: number, align: "left" | "right"): JsonObject {
  return {
    data: { values: [{ text }] },
    mark: { type: "text", align, fontSize: 12, color: palette.softInk },
    encoding: {
      x: { value: x },
      y: { value: -28 },
      text: { field: "text" },
      description: { field: "text" },
    },
  };
}
