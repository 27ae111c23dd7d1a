import { type Chart, createChart, type JsonObject } from "../Chart.js";
import { barPanels, labelParameter } from "./bars.js";
import { hoverParameter } from "./hover.js";
import { classTexts, spokenClass } from "./inThePage.js";
import { rowSlider } from "./sliders.js";
import { theme } from "./theme.js";
import { formatLogit, formatProbability, shorten } from "./words.js";

/** One text's classes in the order of their bars, and the texts above them. */
export interface PairedRow {
  title: string;
  /** The sentence that was classified, or an empty string. */
  text: string;
  /** What else there is to say about the row, on a line of its own. */
  facts?: string;
  /** Class indices, `[k]`; the lists below follow their order. */
  indices: number[];
  logits: number[];
  probabilities: number[];
  predictions: boolean[];
}

/**
 * Bars of logits beside bars of probabilities for one row, or for one of several that a slider chooses: the picture that
 * `logitsBesideProbabilities` and `interpretationChart` share.
 *
 * A row's numbers travel as short lists; their texts are written in the page, for the one row that is seen. So 10,000 rows
 * stay small, and a step of the slider stays quick.
 */
export function pairedBars(rows: readonly PairedRow[], labels: readonly string[]): Chart {
  const isBatch = rows.length > 1;
  const titles = rows.map(({ title }, i) => shorten(isBatch ? `row ${i}: ${title}` : title, 100));
  const texts = rows.map(({ text, facts }) => {
    const lines = [shorten(text, 110), ...(facts ? [facts] : [])].filter((line) => line !== "");
    return lines.length > 1 ? lines : (lines[0] ?? "");
  });
  const title = isBatch ? `${rows.length} rows, one at a time` : rows[0].title;
  const description = `Bars of logits beside their probabilities, ${labels.length} classes. ${title}`;
  const still: JsonObject = { text: titles[0], ...(texts[0] === "" ? {} : { subtitle: texts[0] }) };
  const spec: JsonObject = {
    ...theme(),
    title: isBatch ? { text: { expr: "titles[row]" }, subtitle: { expr: "texts[row]" } } : still,
    description,
    params: [
      labelParameter(labels),
      ...(isBatch ? [listParameter("titles", titles), listParameter("texts", texts)] : []),
      rowSlider(rows.length),
      hoverParameter(),
    ],
    data: {
      name: "rows",
      values: rows.map(({ title: _, text: __, facts: ___, ...lists }, row) => ({ row, ...lists })),
    },
    transform: classesOfTheRow,
    ...barPanels(extremes(rows), labels),
  };
  return createChart({ title, description, spec, table: tableOf(rows, labels, isBatch) });
}

const listParameter = (name: string, value: (string | string[])[]): JsonObject => ({ name, value });

const classesOfTheRow: JsonObject[] = [
  { filter: "datum.row === row" },
  {
    flatten: ["indices", "logits", "probabilities", "predictions"],
    as: ["index", "logit", "probability", "predicted"],
  },
  ...classTexts,
  spokenClass,
];

/** The lowest and the highest logit of all rows, so that the axis stays where it is while the slider moves. */
function extremes(rows: readonly PairedRow[]): number[] {
  return rows.reduce(
    ([low, high], { logits }) => [Math.min(low, ...logits), Math.max(high, ...logits)],
    [Infinity, -Infinity],
  );
}

function tableOf(rows: readonly PairedRow[], labels: readonly string[], isBatch: boolean) {
  const columns = ["label", "logit", "probability"];
  const lines = rows.flatMap(({ indices, logits, probabilities }, row) =>
    indices.map((index, i) => {
      const cells = [labels[index], formatLogit(logits[i]), formatProbability(probabilities[i])];
      return isBatch ? [String(row), ...cells] : cells;
    }),
  );
  return { columns: isBatch ? ["row", ...columns] : columns, rows: lines };
}
