import { Buffer } from "node:buffer";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { checkOptions } from "../logits/checks.js";
import { loadingError } from "../logits/missingPackages.js";
import { describe, inspectCustom, printable } from "../logits/text.js";
import { pageStyles, scriptText, vegaLiteScripts } from "../page/pageFiles.js";
import { pageFile } from "../page/readPageFile.js";
import { svgOf } from "../page/svgOf.js";
import { projectRoot } from "../project.js";
import { chartsOf } from "./chartsOf.js";
import { type Evaluation, evaluationOf } from "./evaluationOf.js";
import { fileOutput } from "./fileOutput.js";
import { filePrint, type Passport, type PassportFacts, passportOf } from "./passportOf.js";
import { ReportError } from "./ReportError.js";
import { type Reading, type ReadingOptions, readingOf } from "./readingOf.js";
import { reportMark, reportPage } from "./reportPage.js";
import { type ReadRow, rowsOf } from "./rowsOf.js";
import type { AnyPredictions } from "./summaryOf.js";

/** What a report is made with: how the predictions are read, and what its passport says. A model's config fits as it is. */
export interface ReportOptions extends ReadingOptions, Partial<PassportFacts> {
  /** The page's heading; the file's name when left out. */
  readonly title?: string;
}

/** A report: one page that holds all that it shows. It prints as one line; `save` writes it. */
export class Report {
  readonly title: string;
  /** The page. */
  readonly html: string;
  readonly passport: Passport;

  constructor({ title, html, passport }: Pick<Report, "title" | "html" | "passport">) {
    this.title = title;
    this.html = html;
    this.passport = passport;
  }

  /**
   * Writes the page, under another name first, so that no half of it is ever there. Only a report is written over.
   *
   * @throws {ReportError} when the name is taken by another file, or the disk refuses it
   */
  save(file: string): void {
    if (typeof file !== "string" || file === "") {
      throw new ReportError(
        `save needs the path of a file, such as "report.html", got ${describe(file)}`,
      );
    }
    checkReportFile(file);
    const output = fileOutput(file);
    output.write(this.html);
    output.finish();
  }

  toString(): string {
    const megabytes = (Buffer.byteLength(this.html) / 1e6).toFixed(1);
    return printable(`Report "${this.title}", ${megabytes} MB: save("report.html") writes it`);
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

/**
 * A report is written over another one, and over no other file.
 *
 * @throws {ReportError} when the name is taken by another file
 */
export function checkReportFile(file: string): void {
  if (!isTaken(file)) return;
  throw new ReportError(
    `can't write ${printable(file)}: there is another file of that name, which is no report; choose another name`,
  );
}

function isTaken(file: string): boolean {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (!facts?.isFile() || facts.size === 0) return false;
  return !readFileSync(file, "utf8").slice(0, 1000).includes(reportMark);
}

const ownOptions = ["title", "files", "model", "truncation", "versions", "date"] as const;

/**
 * Makes a report of predictions: one HTML page, without a network, that says what was found, what may be concluded from each
 * number, and where the numbers come from, with the batch as a table and live charts; with true labels also the measures.
 *
 * The program makes the same: `reading-logits read predictions.npz --report report.html`.
 *
 * @param predictions what `readPredictions` or `parsePredictions` gives, with `label_ids` and `texts` if there are any
 * @param options as for `interpret`; `title`; and for the passport `files`, `model`, `truncation`, `versions`, `date`
 * @throws {ReportError} when an option is unknown, or the packages that draw charts aren't installed
 * @throws {LogitsError} when an option's value can't be used
 * @throws {EvaluateError} when the labels aren't classes of these predictions
 *
 * @example
 * const page = await report(await readPredictions("data/examples/predictions.npz"), { id2label: ["NEGATIVE", "POSITIVE"] });
 * page.passport.shape // [4, 2]
 * page.html.slice(0, 15) // "<!doctype html>"
 * page.save("report.html");
 */
export async function report(
  predictions: AnyPredictions,
  options: ReportOptions = {},
): Promise<Report> {
  if (typeof predictions !== "object" || predictions === null || !("batches" in predictions)) {
    throw new ReportError(
      `report needs what readPredictions or parsePredictions gives, got ${describe(predictions)}`,
    );
  }
  checkOptions("report", options, {
    known: [...reportOptions],
    orConfig: true,
    ErrorType: ReportError,
  });
  const own = Object.fromEntries(ownOptions.map((name) => [name, options[name]]));
  const rest = Object.entries(options).filter(
    ([name]) => !ownOptions.some((each) => each === name),
  );
  const reading = await readingOf(predictions, Object.fromEntries(rest), "report");
  const { title = path.basename(predictions.source.file), ...facts } = own as ReportOptions;
  const files = facts.files ?? (await printsOf(predictions));
  const passport = await passportOf(reading, { ...facts, files });
  return reportOf({ title, reading, evaluation: await evaluationOf(reading), passport });
}

const reportOptions = [
  ...ownOptions,
  ...[
    "id2label",
    "problem_type",
    "function_to_apply",
    "top_k",
    "threshold",
    "num_labels",
    "onProgress",
  ],
];

/** The file that was read, if it is still there: its name is that of the folder or of the kit. */
async function printsOf({ source: { file } }: AnyPredictions) {
  const found = [path.resolve(file), path.resolve(projectRoot(), file)].find((each) =>
    existsSync(each),
  );
  return found ? [await filePrint(found)] : [];
}

/** Rows of the table. */
const mostRows = 500;

/**
 * Makes a report of what was read before.
 *
 * @throws {ReportError} when the packages that draw charts aren't installed
 */
export async function reportOf(read: {
  readonly title: string;
  readonly reading: Reading;
  readonly evaluation: Evaluation | undefined;
  readonly passport: Passport;
}): Promise<Report> {
  const { title, reading, passport } = read;
  const { charts, drawn } = await chartsOf(reading);
  try {
    const stills: string[] = [];
    for (const { chart } of charts) stills.push(await svgOf(chart.toStill(), anyFont));
    const page = ["accessible.js", "page.js", "sortTable.js"];
    const own = (await Promise.all(page.map(pageFile))).map(scriptText);
    const scripts = charts.length > 0 ? [...(await vegaLiteScripts()), ...own.slice(1)] : own;
    const styles = await Promise.all([...pageStyles, "report.css"].map(pageFile));
    const html = reportPage({
      ...read,
      rows: await firstRows(reading),
      charts: charts.map((each, i) => ({ ...each, still: stills[i] })),
      drawn,
      styles,
      scripts,
    });
    return new Report({ title, html, passport });
  } catch (cause) {
    throw loadingError(cause, "report", ["vega@6", "vega-lite@6", "vega-embed@7"], ReportError);
  }
}

/** The reader's font may be wider than Helvetica, as DejaVu Sans is: a title needs room. */
const anyFont = { normal: 1.15, bold: 1.2 };

async function firstRows(reading: Reading): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of rowsOf(reading, { size: mostRows })) {
    rows.push(row);
    if (rows.length >= mostRows) break;
  }
  return rows;
}
