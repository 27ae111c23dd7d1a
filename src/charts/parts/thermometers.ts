import type { JsonObject } from "../Chart.js";
import { rowHeight } from "./bars.js";
import { gripRule } from "./drag.js";
import { litRow } from "./hover.js";
import { textAt } from "./textAt.js";
import { palette } from "./theme.js";

/** How many there are and how they look. */
interface Thermometers {
  classes: number;
  /** Pixels from 0 to 1. */
  width: number;
  /** Pixels kept free on the right, for numbers, verdicts and headlines that come once something is moved. */
  room: number;
  /** Whether the truth is known: then rows also have `isTrue` and `verdict`. */
  isJudged: boolean;
  /** Whether all of them share one threshold, the first of those that can be pulled. */
  isShared: boolean;
}

/**
 * The panel `tubes`: a thermometer for each label, one below the other, with its number and its threshold, and where the truth is
 * known, with a mark and a verdict. Its rows are the grip `tubes_grip` of `dragParameters`.
 *
 * The data needs `index`, `probability`, `probabilityText`, `threshold`, `given` and `spoken`; labels come from the parameter `labels`.
 */
export function thermometers({
  classes,
  width,
  room,
  isJudged,
  isShared,
}: Thermometers): JsonObject {
  const step = rowHeight(classes);
  const x = (field: string): JsonObject => ({
    field,
    type: "quantitative",
    title: "probability (sigmoid)",
    scale: { domain: [0, 1], nice: false },
    axis: { tickCount: 5 },
  });
  const tube = { type: "bar", height: { band: 0.6 }, cornerRadius: 5 };
  const tick = { type: "tick", orient: "vertical", thickness: 3, opacity: 1, size: 0.9 * step };
  return {
    name: "tubes",
    width,
    height: { step },
    encoding: {
      y: {
        field: "index",
        type: "ordinal",
        title: null,
        axis: {
          labelExpr: "labels[datum.value]",
          labelLimit: 300,
          labelPadding: 8,
          labelOverlap: false,
          domain: false,
          ticks: false,
          // A screen reader would say bare indices; the thermometers themselves name their label.
          aria: false,
        },
      },
    },
    layer: [
      litRow,
      {
        mark: { ...tube, fill: palette.paper, stroke: palette.other, aria: false },
        encoding: { x: { datum: 0, type: "quantitative" }, x2: { datum: 1 } },
      },
      {
        mark: tube,
        encoding: {
          x: x("probability"),
          color: {
            condition: { test: "datum.given", value: palette.predicted },
            value: palette.other,
          },
          description: { field: "spoken" },
        },
      },
      {
        mark: { ...tick, color: palette.threshold, aria: false },
        encoding: { x: x("threshold") },
      },
      {
        mark: {
          type: "point",
          filled: true,
          size: 70,
          opacity: 1,
          color: palette.threshold,
          aria: false,
        },
        encoding: { x: x("threshold") },
      },
      {
        mark: { type: "rule", opacity: 0, aria: false },
        encoding: { x: { value: width + room }, y: null },
      },
      numberBeside("probabilityText", width + 8, palette.ink),
      ...(isJudged ? verdicts(width) : []),
      {
        name: "tubes_grip",
        ...(isShared ? { transform: [{ calculate: "0", as: "grip" }] } : {}),
        mark: gripRule(step),
        encoding: { x: { value: 0 }, x2: { value: "width" }, tooltip: { value: null } },
      },
    ],
  };
}

function numberBeside(field: string, x: number, color: string): JsonObject {
  return {
    mark: { type: "text", align: "left", baseline: "middle", fontSize: 12, color, aria: false },
    encoding: { x: { value: x }, text: { field } },
  };
}

/** A diamond beside the true labels, and what the thresholds make of each. */
function verdicts(width: number): JsonObject[] {
  const { encoding, mark } = numberBeside("verdict", width + 78, palette.ink) as Record<
    string,
    JsonObject
  >;
  return [
    {
      transform: [{ filter: "datum.isTrue" }],
      mark: {
        type: "point",
        shape: "diamond",
        filled: true,
        size: 80,
        opacity: 1,
        color: palette.ink,
        aria: false,
      },
      encoding: { x: { value: width + 67 } },
    },
    {
      mark: { ...mark, fontWeight: "bold" },
      encoding: {
        ...encoding,
        color: {
          condition: { test: "datum.verdict === 'right'", value: palette.right },
          value: palette.wrong,
        },
      },
    },
    {
      data: { values: [{ text: "◆ true" }] },
      ...textAt("text", width + 62, -9, { fontSize: 12, color: palette.softInk, aria: false }),
    },
  ];
}
