import type { JsonObject } from "../Chart.js";
import { textAt } from "./textAt.js";
import { palette } from "./theme.js";
import { formatProbability, isolate, shorten } from "./words.js";

/** The panel that the curves are drawn in, in pixels, and whether their names stand beside it. */
export interface Lines {
  width: number;
  height: number;
  isNamed: boolean;
}

/** What the limits depend on; classes come in the order of their logits. */
interface Limited {
  readonly label: string;
  readonly logit: number;
}

/** The axis of probabilities, which leaves room for the limits beside the curves. */
export const up: JsonObject = {
  field: "probability",
  type: "quantitative",
  title: "probability",
  scale: { domain: [0, 1], nice: false },
  axis: { offset: 26, tickCount: 5 },
};

/** Where all curves come from and go to, drawn outside the axis, since no temperature reaches them. */
export function trajectoryLimits(
  classes: readonly Limited[],
  { width, isNamed }: Lines,
): JsonObject[] {
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
    // On a phone, one above the other.
    limitText(cold, -14, isNamed ? -28 : -46, "left"),
    limitText(warm, width + 14, -28, "right"),
  ];
}

function coldLimit(winners: readonly Limited[], classes: number): string {
  if (winners.length === 1)
    return `1 for ${isolate(shorten(winners[0].label, 18))}, 0 for the others`;
  const share = `${formatProbability(1 / winners.length)} each for`;
  if (winners.length === classes) return `${share} all ${classes}`;
  return `${share} ${winners.length} winners, 0 for the others`;
}

function limitText(text: string, x: number, y: number, align: "left" | "right"): JsonObject {
  return {
    data: { values: [{ text }] },
    ...textAt("text", x, y, { align, fontSize: 12, color: palette.softInk }),
  };
}
