import { diagnosisLines } from "../logits/diagnose/Diagnosis.js";
import {
  alignCells,
  displayWidth,
  formatNumber,
  listed,
  printable,
  scoreBar,
  shorten,
  wrapLine,
} from "../logits/text.js";
import { type Evaluation, judgedAnyway, oddLabel } from "../report/evaluationOf.js";
import type { Output } from "../report/fileOutput.js";
import { notShown } from "../report/notShown.js";
import type { Reading } from "../report/readingOf.js";
import { type ReadRow, rowsOf } from "../report/rowsOf.js";
import { yesOrNo } from "../report/yesOrNo.js";
import type { Paint } from "./terminal.js";

/** How a reading is printed. */
interface TextOptions {
  /** Rows in the table. */
  readonly rows: number;
  readonly paint: Paint;
  /** Without rows and conclusions. */
  readonly isBrief: boolean;
  /** How many characters a line of the terminal has, if there is one and it is narrower than usual. */
  readonly width?: number;
}

/**
 * Prints what a file holds: its rows as a table, what was predicted, how that fits the truth, what the numbers are and what may be
 * concluded. In brief, where several files are compared, neither the rows nor the conclusions.
 */
export async function readText(
  output: Output,
  name: string,
  reading: Reading,
  evaluation: Evaluation | undefined,
  { rows, paint, isBrief, width }: TextOptions,
): Promise<void> {
  const say = (line = "") => output.write(`${line}\n`);
  say(paint("bold", printable(headline(name, reading))));
  const { note, others } = reading.predictions.source;
  if (note) say(printable(`note: ${note}`));
  if (others) {
    say(printable(`not read: ${others.join(", ")}`));
    const labels = reading.predictions.label_ids ? undefined : couldBeLabels(others, reading.rows);
    if (labels) say(printable(`  if ${labels} has the true labels: --truth-column ${labels}`));
  }
  say(wrapLine(reading.how, width));
  if (reading.function_to_apply !== null && rows > 0 && !isBrief) {
    say();
    for (const line of await table(reading, rows, paint, width)) say(line);
  }
  if (!isBrief) say();
  for (const line of summaryLines(reading, width)) say(line);
  if (isBrief) {
    if (evaluation) say(String(evaluation.report).split("\n")[0]);
    for (const { severity, id, message } of reading.diagnosis.findings) {
      say(paint(colours[severity], wrapLine(printable(`${severity} ${id}: ${message}`), width)));
    }
    return;
  }
  if (summaryLines(reading, width).length > 0) say();
  const anyway = judgedAnyway(reading);
  const said = anyway && wrapLine(anyway, width);
  for (const line of evaluation ? evaluationLines(evaluation, said) : []) say(line);
  if (!evaluation && reading.predictions.label_ids) {
    say(
      wrapLine(
        `the true labels are not compared with these predictions: ${whyNot(reading)}`,
        width,
      ),
    );
    say();
  }
  for (const line of diagnosisOf(reading, evaluation, paint, width)) say(line);
}

/** The one array without a use that has a whole number for each row. */
function couldBeLabels(others: readonly string[], rows: number): string | undefined {
  const found = others.flatMap((each) => {
    const [, name, count] = /^("[^"]+") \(u?int\d+ \[(\d+)\]\)$/.exec(each) ?? [];
    return name !== undefined && Number(count) === rows ? [name] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Why there are no measures beside true labels. */
function whyNot({ predictions, function_to_apply, columns }: Reading): string {
  const labels = predictions.label_ids as readonly unknown[];
  if (function_to_apply === null) return "there are no scores";
  if (function_to_apply === "none") {
    return "these are values, and no scores of classes; how far off they are, on average, is np.abs(predictions - labels).mean() in Python";
  }
  const odd = oddLabel(predictions.label_ids ?? [], columns);
  if (odd === -1)
    return "-1 may be a class, or mean no label; number the classes from 0, and save -100 for no label";
  if (odd !== undefined) {
    return `one number a row says yes or no, and a label is ${odd}; save 1 for yes and 0 for no, or say that these are values with --function none`;
  }
  if (!Array.isArray(labels[0])) return "no row has one";
  return function_to_apply === "sigmoid"
    ? "there are too many numbers to hold at once"
    : "they are sets of labels, and softmax chooses one class; --function sigmoid decides each";
}

/** `predictions.npz, array "predictions": 4 rows of 2 numbers (float32)` */
export function headline(name: string, { predictions, rows, columns }: Reading): string {
  const { array, numbers, dtype } = predictions.source;
  const what = numbers === "unknown" ? "numbers" : numbers;
  const count = `${grouped(rows)} ${rows === 1 ? "row" : "rows"} of ${columns}`;
  const noun = columns === 1 ? (singular[what] ?? what) : what;
  return `${name}${array ? `, ${array}` : ""}: ${count} ${noun} (${dtype})`;
}

const singular: Readonly<Record<string, string>> = {
  logits: "logit",
  numbers: "number",
  probabilities: "probability",
};

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

async function table(
  reading: Reading,
  most: number,
  paint: Paint,
  width = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const shown: ReadRow[] = [];
  for await (const row of rowsOf(reading, { size: most })) {
    shown.push(row);
    if (shown.length >= most) break;
  }
  const isScored = reading.function_to_apply !== "none";
  const hasTruth = shown.some(({ truth }) => truth !== undefined);
  const hasText = shown.some(({ text }) => text !== undefined);
  const isRanked = reading.top_k < reading.columns && reading.top_k > 1;
  const header = [
    "row",
    ...(hasTruth ? ["true"] : []),
    isScored ? "predicted" : reading.columns === 1 ? "" : "largest",
    ...(isScored ? ["score", "", "margin", "entropy"] : ["value"]),
    ...(isRanked ? [`best ${reading.top_k}`] : []),
    ...(hasText ? ["text"] : []),
  ];
  const lines = shown.map(({ row, interpreted, answer, truth, text }) => {
    const { scores, predicted_index, margin, entropy, ranking } = interpreted;
    const score = scores[predicted_index];
    return [
      String(row),
      ...(hasTruth ? [truthCell(truth, isScored)] : []),
      isScored ? (answer ?? "(none)") : reading.columns === 1 ? "" : (answer ?? ""),
      ...(isScored
        ? [formatNumber(score), scoreBar(score), formatNumber(margin), formatNumber(entropy)]
        : [formatNumber(score)]),
      ...(isRanked
        ? [ranking.map((each) => `${each.label} ${formatNumber(each.score)}`).join(", ")]
        : []),
      // A line of a table is one line.
      ...(hasText ? [(text ?? "").replace(/\s+/g, " ")] : []),
    ];
  });
  const text = fitted([header, ...lines], width);
  const [first, ...rest] = text.split("\n");
  const wrong = shown.map(
    ({ truth, answer }) => isScored && truth !== undefined && truth !== (answer ?? ""),
  );
  const left = reading.rows - shown.length;
  return [
    paint("dim", first),
    ...rest.map((line, i) => (wrong[i] ? paint("yellow", line) : line)),
    ...(left > 0
      ? [
          paint(
            "dim",
            `… and ${grouped(left)} more ${left === 1 ? "row" : "rows"}: --rows N shows more, --csv has all`,
          ),
        ]
      : []),
  ];
}

/** A value of a regression is as long as those beside it. */
function truthCell(truth: string | undefined, isScored: boolean): string {
  if (truth === undefined) return "";
  const value = isScored ? Number.NaN : Number(truth);
  return Number.isNaN(value) ? truth : formatNumber(value);
}

/** The table; on a narrow terminal without the bars, and with shorter texts. */
function fitted(cells: readonly string[][], width: number): string {
  const [header] = cells;
  const right = ["row", "score", "value", "margin", "entropy"];
  const whole = alignCells(cells, (column) => right.includes(header[column]));
  const widest = Math.max(...whole.split("\n").map(displayWidth));
  if (widest <= width) return whole;
  const bar = header.indexOf("score") + 1;
  if (bar > 0 && header[bar] === "") {
    return fitted(
      cells.map((row) => row.filter((_, column) => column !== bar)),
      width,
    );
  }
  if (header.at(-1) !== "text") return whole;
  const longest = Math.max(...cells.map((row) => displayWidth(shorten(row.at(-1) ?? "", 60))));
  const room = Math.max(longest - (widest - width), 10);
  const shorter = cells.map((row) => [...row.slice(0, -1), shorten(row.at(-1) ?? "", room)]);
  return alignCells(shorter, (column) => right.includes(header[column]));
}

const mostClasses = 12;

function summaryLines(reading: Reading, width?: number): string[] {
  const { summary, labels, rows, function_to_apply } = reading;
  const pair = yesOrNo(reading);
  if (!summary || function_to_apply === "none") return [];
  const share = (count: number) => `${grouped(count)} (${((100 * count) / rows).toFixed(1)} %)`;
  const counts = labels
    .map((label, index) => ({ label, count: summary.predicted[index] }))
    .sort((a, b) => b.count - a.count);
  const words = counts.map(({ label, count }) => `${label} ${share(count)}`);
  const none =
    summary.withheld > 0
      ? `${pair ? `, ${pair.labels[0]}` : "; no label"} ${share(summary.withheld)}`
      : "";
  const mean = function_to_apply === "softmax" ? summary.mean_confidence : null;
  return [
    wrapLine(printable(`predicted: ${listed(words, { most: mostClasses })}${none}`), width),
    ...(mean === null ? [] : [`mean confidence ${formatNumber(mean)}`]),
  ];
}

/** How well the predictions fit the truth, in lines of text. */
function evaluationLines(
  { report, calibration, unlabelled }: Evaluation,
  anyway: string | undefined,
): string[] {
  const left = unlabelled > 0 ? [`${grouped(unlabelled)} rows without a label are left out`] : [];
  return [
    ...String(report).split("\n"),
    ...left,
    ...(anyway ? [anyway] : []),
    ...(calibration ? calibrationLines(calibration) : []),
    "",
  ];
}

function calibrationLines({
  mean_confidence,
  accuracy,
  expected_calibration_error,
  temperature,
}: NonNullable<Evaluation["calibration"]>): string[] {
  const gap = `confidence ${formatNumber(mean_confidence)} against accuracy ${formatNumber(accuracy)}`;
  const ece = `expected calibration error ${formatNumber(expected_calibration_error)} (15 bins): ${gap}`;
  const fitted = temperature?.temperature;
  return [
    ece,
    ...(fitted
      ? [
          `the temperature that would fit these rows best: ${formatNumber(fitted)}; fit yours on other rows`,
        ]
      : []),
  ];
}

const colours = { error: "red", warning: "yellow", note: "cyan" } as const;

function diagnosisOf(
  { diagnosis, diagnosed, rows }: Reading,
  evaluation: Evaluation | undefined,
  paint: Paint,
  width?: number,
): string[] {
  const part =
    diagnosed < rows
      ? [`the diagnosis is of ${grouped(diagnosed)} evenly spaced rows, counted from 0`]
      : [];
  const may_not_conclude = notShown(diagnosis, evaluation);
  const lines = diagnosisLines({ ...diagnosis, may_not_conclude }, width);
  return [
    ...part,
    ...lines.map((line, i) => {
      const severity = /^(error|warning|note) [a-z-]+ \(/.exec(line)?.[1] as keyof typeof colours;
      if (severity) return paint(colours[severity], line);
      return i === 0 || /^may (not )?be concluded:$/.test(line) ? paint("bold", line) : line;
    }),
  ];
}
