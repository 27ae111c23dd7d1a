import type { ClassIds } from "../../evaluate/classIds.js";
import { ChartError, type JsonObject } from "../Chart.js";
import { checkChartOptions, checkTexts } from "./checks.js";
import { checkLabelIds } from "./points.js";
import { textAt } from "./textAt.js";
import { palette } from "./theme.js";
import { isolate, shorten } from "./words.js";

/** The texts behind the counts, with their classes: all three, or none. */
export interface ConfusionTexts {
  /** The sentences that were classified, `[n]`. */
  texts?: ArrayLike<string>;
  /** Their true classes, `[n]`, by index or name, or a `Dataset`. */
  label_ids?: ClassIds;
  /** Their predicted classes, `[n]`, by index or name. */
  predicted_ids?: ClassIds;
}

/** The texts of all cells; `undefined` where none are given. */
export function checkCounted(
  caller: string,
  options: ConfusionTexts,
  counts: readonly (readonly number[])[],
  names: readonly string[],
): CellText[] | undefined {
  checkChartOptions(caller, options, ["texts", "label_ids", "predicted_ids"]);
  const { texts, label_ids, predicted_ids } = options;
  const missing = (["texts", "label_ids", "predicted_ids"] as const).filter(
    (name) => options[name] === undefined,
  );
  if (missing.length === 3) return undefined;
  if (texts === undefined || label_ids === undefined || predicted_ids === undefined) {
    throw new ChartError(
      `${caller} needs texts, label_ids and predicted_ids to list a cell's texts: ${missing.join(" and ")} is missing`,
    );
  }
  const sentences = checkTexts(caller, texts, texts.length, 110);
  const truth = checkLabelIds(caller, label_ids, texts.length, names);
  const predicted = checkLabelIds(caller, predicted_ids, texts.length, names);
  const places = counts.map((row) => row.map(() => 0));
  const all = sentences.map((text, i) => {
    const [row, column] = [truth[i], predicted[i]];
    return { cell: row * names.length + column, place: places[row][column]++, text };
  });
  for (const [row, counted] of places.entries()) {
    const column = counted.findIndex((count, i) => count !== counts[row][i]);
    if (column < 0) continue;
    throw new ChartError(
      `${caller} needs the texts that its matrix counts: row ${row}, column ${column} is ${counts[row][column]}, the lists give ${counted[column]}`,
    );
  }
  return all.filter(({ place }) => place < mostListed);
}

/** The most texts that are listed of one cell. */
const mostListed = 12;

/** One text of a cell, which is `truth * k + predicted`, and its place among those. */
type CellText = { cell: number; place: number; text: string };

/** The parameters `cell_counts` and `cell`: what a click chooses, or a list of all cells with texts, for the keyboard. */
export function cellParameters(
  counts: readonly (readonly number[])[],
  names: readonly string[],
): JsonObject[] {
  const cells = counts.flatMap((row, truth) =>
    row.map((count, predicted) => ({ cell: truth * counts.length + predicted, count })),
  );
  const filled = cells.filter(({ count }) => count > 0);
  const none = { cell: 0, count: 0 };
  const wrong = filled.filter(({ cell }) => cell % (counts.length + 1) !== 0);
  const most = (wrong.length > 0 ? wrong : filled).reduce(
    (a, b) => (b.count > a.count ? b : a),
    none,
  );
  const name = (index: number) => isolate(shorten(names[index], 40));
  const bind: JsonObject = {
    input: "select",
    options: filled.map(({ cell }) => cell),
    labels: filled.map(
      ({ cell, count }) =>
        `truth ${name(Math.floor(cell / counts.length))}, predicted ${name(cell % counts.length)} (${count})`,
    ),
    name: "texts of ",
  };
  const isCell = "datum && isNumber(datum.truth) && datum.count > 0";
  const clicked = `${isCell} ? datum.truth * ${counts.length} + datum.predicted : cell`;
  return [
    { name: "cell_counts", value: counts.flat() },
    { name: "cell", value: most.cell, bind, on: [{ events: "click", update: clicked }] },
  ];
}

/** A frame around the cell whose texts are listed. */
export function chosenCell(classes: number): JsonObject {
  return {
    transform: [{ filter: `datum.truth * ${classes} + datum.predicted === cell` }],
    mark: { type: "rect", fill: null, stroke: palette.ink, strokeWidth: 4, aria: false },
  };
}

/** Where the list may stand: on a phone it begins below the labels, left of the matrix. */
export interface ListRoom {
  readonly left: number;
  readonly width: number;
}

/** The list below the matrix, under a line that says of which cell. */
export function textsOfTheCell(
  texts: readonly CellText[],
  classes: number,
  { left, width }: ListRoom,
): JsonObject {
  const rows = texts.reduce((most, { place }) => Math.max(most, place + 1), 1);
  const heading =
    `'truth ' + labels[floor(cell / ${classes})] + ', predicted ' + labels[cell % ${classes}]` +
    ` + ': ' + cell_counts[cell] + (cell_counts[cell] > ${mostListed} ? ' texts, the first ${mostListed}:' : cell_counts[cell] === 1 ? ' text:' : ' texts:')`;
  return {
    width: width + left,
    height: 20 * rows + 24,
    layer: [
      {
        data: { values: [{}] },
        transform: [{ calculate: heading, as: "heading" }],
        ...textAt("heading", left, 8, {
          fontSize: 13,
          fontWeight: "bold",
          limit: width,
          color: palette.ink,
        }),
      },
      {
        data: { name: "texts", values: [...texts] },
        transform: [
          { filter: "datum.cell === cell" },
          { calculate: "34 + 20 * datum.place", as: "y" },
        ],
        mark: {
          type: "text",
          align: "left",
          baseline: "middle",
          fontSize: 12,
          limit: width,
          color: palette.ink,
        },
        encoding: {
          x: { value: left },
          y: { field: "y", type: "quantitative", scale: null },
          text: { field: "text" },
          description: { field: "text" },
        },
      },
    ],
  };
}
