import type { JsonObject } from "../Chart.js";
import { gripRule } from "./drag.js";
import { litRow } from "./hover.js";
import { palette } from "./theme.js";
import { formatLogit } from "./words.js";

/**
 * A panel of horizontal bars, one per class, each with its number at the end.
 *
 * The data needs the fields `index` (class), `predicted` (true for the winner; or whatever `highlight` tests), `spoken` (what a
 * screen reader says) and the two that `panel` names. Labels are looked up by index in the parameter `labels` of
 * {@link labelParameter}: no label ever becomes part of an expression or a field name. The row that the parameter `hovered` of
 * `hoverParameter` names is lit.
 */
export function classBars(panel: BarPanel): JsonObject {
  const { field, numberField, title, domain, width, showLabels } = panel;
  const { highlight = "datum.predicted", tooltip = numbersOfClass, step = 30 } = panel;
  const { thickness = 0.7, room = 0, between = [], name, start, pulled = false, over = [] } = panel;
  const value: JsonObject = {
    field,
    type: "quantitative",
    title,
    scale: { domain, nice: false },
    axis: { tickCount: 5 },
  };
  return {
    ...(name ? { name } : {}),
    width,
    height: { step },
    encoding: {
      y: { field: "index", type: "ordinal", title: null, axis: showLabels ? labelAxis : null },
    },
    layer: [
      litRow,
      ...(start ? [ghost(value, field, start)] : []),
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
      ...(pulled ? [handle(value)] : []),
      wholeRow(step, tooltip, pulled ? `${name}_grip` : undefined),
      ...over,
    ],
  };
}

interface BarPanel {
  field: string;
  numberField: string;
  title: string;
  domain: [number, number];
  width: number;
  showLabels: boolean;
  /** The test for the bars in colour. */
  highlight?: string;
  /** What the tooltip lists. */
  tooltip?: JsonObject[];
  /** How thick a bar is, as a share of its row. */
  thickness?: number;
  /** Pixels kept free on the right, for the numbers beside the bars once sliders move. */
  room?: number;
  /** Drawn over the bars and under their numbers. */
  between?: JsonObject[];
  /** The height of a row in pixels, less where there are many classes. */
  step?: number;
  /** The field with the values that the bars had before anything was moved: they stay behind as faint bars. */
  start?: string;
  /** The panel's name, without any text of the reader's, for the scale `…_x` and grips. */
  name?: string;
  /** Whether its bars can be dragged along that scale: their rows are the grip `…_grip` of `dragParameters`. */
  pulled?: boolean;
  /** Drawn over everything else. */
  over?: JsonObject[];
}

const numbersOfClass: JsonObject[] = [
  { field: "label", title: "label" },
  { field: "logitText", title: "logit (log-odds)" },
  { field: "probabilityText", title: "probability" },
];

/** The class labels down the left side. */
const labelAxis: JsonObject = {
  labelExpr: "labels[datum.value]",
  labelLimit: 400,
  labelPadding: 8,
  domain: false,
  ticks: false,
  // A screen reader would say bare indices; the bars themselves name their class.
  aria: false,
};

/** Where a bar was before it was moved: seen behind it, and nothing while it still is there. */
function ghost(x: JsonObject, field: string, start: string): JsonObject {
  return {
    transform: [{ filter: `abs(datum.${field} - datum.${start}) > 1e-9` }],
    mark: { type: "bar", height: { band: 1 }, color: palette.ghost, aria: false },
    encoding: { x: { ...x, field: start } },
  };
}

/** Two short lines across the end of a bar: it can be pulled. */
function handle(x: JsonObject): JsonObject {
  const shape = "M-1.2,-5V5M1.2,-5V5";
  const mark = { type: "point", shape, size: 4, stroke: palette.ink, strokeWidth: 1, aria: false };
  return { mark, encoding: { x } };
}

/**
 * The whole row under the pointer, however short its bar: it has the tooltip, or is the grip of a bar that can be dragged, whose
 * tooltip would cover what the drag moves.
 */
function wholeRow(step: number, tooltip: JsonObject[], grip: string | undefined): JsonObject {
  const { cursor, ...unseen } = gripRule(step);
  return {
    ...(grip ? { name: grip } : {}),
    mark: grip ? { ...unseen, cursor } : unseen,
    encoding: {
      x: { value: 0 },
      x2: { value: "width" },
      tooltip: grip ? { value: null } : tooltip,
    },
  };
}

/** Vega measures a chart once, when it is first drawn: an invisible mark makes it allow for what may come. */
function keptFree(x: number): JsonObject {
  return {
    mark: { type: "rule", opacity: 0, aria: false, tooltip: null },
    encoding: { x: { value: x }, y: null },
  };
}

/** Numbers are outside their bars: to the right from zero up, to the left below zero. */
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

/** The parameter that carries the labels as plain data; {@link classBars} finds them by index. */
export function labelParameter(labels: readonly string[]): JsonObject {
  return { name: "labels", value: [...labels] };
}

/**
 * Two panels side by side: logits on the left with the class labels, probabilities on the right.
 *
 * @param name where the logits can be dragged: then rows also have `logit_start` and `probability_start`
 */
export function barPanels(
  logits: readonly number[],
  labels: readonly string[],
  name?: string,
): JsonObject {
  const width = panelWidth(labels);
  return {
    spacing: 40,
    hconcat: [
      classBars({
        field: "logit",
        numberField: "logitText",
        title: "logit (log-odds)",
        domain: roomForNumbers(logits, width),
        width,
        showLabels: true,
        ...(name ? { name, pulled: true, start: "logit_start" } : {}),
      }),
      classBars({
        field: "probability",
        numberField: "probabilityText",
        title: "probability",
        domain: [0, 1],
        room: 46,
        width,
        showLabels: false,
        ...(name ? { start: "probability_start" } : {}),
      }),
    ],
  };
}

/** Narrower bars where long labels need the room, so that the pair still fits beside them. */
export function panelWidth(labels: readonly string[]): number {
  return labels.some((label) => label.length > 30) ? 230 : 300;
}

/** The range of the logits and zero, with room at its ends for the numbers beside the longest bars; `width` is in pixels. */
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

/**
 * The logits as a narrow column of numbers with the class labels, right-aligned as in a table, and panels of probabilities
 * beside it.
 *
 * @param panels makes the panels from what they have in common
 */
export function besideLogits(
  labels: readonly string[],
  panels: (shared: SharedPanel) => JsonObject[],
): JsonObject {
  const step = rowHeight(labels.length);
  // Beside labels of 60 letters, the two panels still fit a cell of JupyterLab's.
  const width = labels.some((label) => label.length > 30) ? 150 : 270;
  const shared: SharedPanel = { domain: [0, 1], room: 46, width, step, showLabels: false };
  return { spacing: 16, hconcat: [logitColumn(step), ...panels(shared)] };
}

/** What panels of probabilities beside a column of logits have in common. */
type SharedPanel = Pick<BarPanel, "domain" | "room" | "width" | "step" | "showLabels">;

/** Flatter rows where there are many classes. */
export function rowHeight(classes: number): number {
  if (classes <= 7) return 30;
  return classes <= 30 ? 22 : 18;
}

function logitColumn(step: number): JsonObject {
  const width = 46;
  return {
    width,
    height: { step },
    title: {
      text: "logit",
      orient: "bottom",
      anchor: "end",
      fontSize: 12,
      offset: 23,
      color: palette.ink,
    },
    mark: { type: "text", align: "right", baseline: "middle", fontSize: 12, aria: false },
    encoding: {
      y: { field: "index", type: "ordinal", title: null, axis: labelAxis },
      x: { value: width },
      text: { field: "logitText" },
    },
  };
}
