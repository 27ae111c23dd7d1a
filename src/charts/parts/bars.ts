import type { JsonObject } from "../Chart.js";
import { palette } from "./theme.js";
import { formatLogit } from "./words.js";

/**
 * A panel of horizontal bars, one class a row, with its number written at the end of each bar.
 *
 * The data needs the fields `index` (class), `predicted` (true for the winner; or what `highlight` asks), `spoken` (what a
 * screen reader says) and the two named here. Labels are looked up by index in the parameter `labels` of {@link labelParameter}: no label ever becomes
 * part of an expression or a field name.
 */
export function classBars(panel: {
  field: string;
  numberField: string;
  title: string;
  domain: [number, number];
  width: number;
  showLabels: boolean;
  /** The test for the bars in colour. */
  highlight?: string;
  /** What a hover lists. */
  tooltip?: JsonObject[];
  /** How thick a bar is, as a share of its row. */
  thickness?: number;
  /** Pixels kept free at the right, where numbers outside their bar will stand once sliders move. */
  room?: number;
  /** Drawn over the bars and under their numbers. */
  between?: JsonObject[];
  /** Height of a class in pixels; one for many classes may be flatter. */
  step?: number;
}): JsonObject {
  const { field, numberField, title, domain, width, showLabels } = panel;
  const { highlight = "datum.predicted", tooltip = numbersOfClass, step = 30 } = panel;
  const { thickness = 0.7, room = 0, between = [] } = panel;
  const value: JsonObject = {
    field,
    type: "quantitative",
    title,
    scale: { domain, nice: false },
    axis: { tickCount: 5 },
  };
  return {
    width,
    height: { step },
    encoding: {
      y: { field: "index", type: "ordinal", title: null, axis: labelAxis(showLabels) },
    },
    layer: [
      {
        mark: { type: "bar", height: { band: thickness } },
        encoding: {
          x: value,
          color: {
            condition: { test: highlight, value: palette.predicted },
            value: palette.other,
          },
          tooltip,
          description: { field: "spoken" },
        },
      },
      {
        mark: { type: "rule", color: palette.ink, aria: false },
        encoding: { x: { datum: 0 }, y: null },
      },
      ...(room > 0 ? [keptFree(width + room)] : []),
      ...between,
      numberAtBar(value, field, numberField, highlight, "left"),
      numberAtBar(value, field, numberField, highlight, "right"),
    ],
  };
}

const numbersOfClass: JsonObject[] = [
  { field: "label", title: "label" },
  { field: "logitText", title: "logit (log-odds)" },
  { field: "probabilityText", title: "probability" },
];

/** The parameter that carries the labels as plain data; {@link classBars} finds them by index. */
export function labelParameter(labels: readonly string[]): JsonObject {
  return { name: "labels", value: [...labels] };
}

/** Narrower bars where long labels need the room, so that the pair still fits beside them. */
export function panelWidth(labels: readonly string[]): number {
  return labels.some((label) => label.length > 30) ? 230 : 300;
}

/** Flatter rows where there are many classes. */
export function rowHeight(classes: number): number {
  if (classes <= 7) return 30;
  return classes <= 30 ? 22 : 18;
}

/** The range of the logits and zero, with room in pixels at its ends for the numbers beside the longest bars. */
export function roomForNumbers(logits: readonly number[], width: number): [number, number] {
  const low = Math.min(0, ...logits);
  const high = Math.max(0, ...logits);
  if (low === high) return [0, 1];
  const longest = Math.max(...logits.map((logit) => formatLogit(logit).length));
  const share = (7 * longest + 12) / width;
  const sides = (low < 0 ? 1 : 0) + (high > 0 ? 1 : 0);
  const room = ((high - low) * share) / (1 - sides * share);
  return [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
}

/** The class labels down the left side, or no axis at all. */
export function labelAxis(showLabels: boolean): JsonObject | null {
  return showLabels
    ? {
        labelExpr: "labels[datum.value]",
        labelLimit: 400,
        labelPadding: 8,
        domain: false,
        ticks: false,
        // A screen reader would say bare indices; the bars themselves name their class.
        aria: false,
      }
    : null;
}

/** Vega measures a chart once, when it is first drawn: a mark that isn't seen makes it measure what may come. */
function keptFree(x: number): JsonObject {
  return {
    mark: { type: "rule", opacity: 0, aria: false, tooltip: null },
    encoding: { x: { value: x }, y: null },
  };
}

/** Numbers stand outside their bar: right of it from zero up, left of it below zero. */
function numberAtBar(
  x: JsonObject,
  field: string,
  numberField: string,
  highlight: string,
  align: "left" | "right",
): JsonObject {
  return {
    transform: [{ filter: `datum.${field} ${align === "left" ? ">=" : "<"} 0` }],
    mark: {
      type: "text",
      align,
      baseline: "middle",
      dx: align === "left" ? 5 : -5,
      fontSize: 12,
      aria: false,
    },
    encoding: {
      x,
      text: { field: numberField },
      color: {
        condition: { test: highlight, value: palette.predicted },
        value: palette.ink,
      },
    },
  };
}

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

/**
 * A narrow panel that writes one number a class, right-aligned as in a table, for charts that have no bars for it.
 *
 * As the leftmost panel it carries the class labels: `axis` is then `labelAxis(true)`.
 */
export function numberColumn(column: {
  field: string;
  title: string;
  width: number;
  step: number;
  axis: JsonObject | null;
}): JsonObject {
  const { field, title, width, step, axis } = column;
  return {
    width,
    height: { step },
    title: {
      text: title,
      orient: "bottom",
      anchor: "end",
      fontSize: 12,
      offset: 23,
      color: palette.ink,
    },
    mark: { type: "text", align: "right", baseline: "middle", fontSize: 12, aria: false },
    encoding: {
      y: { field: "index", type: "ordinal", title: null, axis },
      x: { value: width },
      text: { field },
    },
  };
}
