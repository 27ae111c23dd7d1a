import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { printable } from "../logits/text.js";
import { projectRoot } from "../project.js";
import { comparePassports, passportIn } from "../report/comparePassports.js";
import { compareRuns, type RunComparison } from "../report/compareRuns.js";
import { evaluationOf } from "../report/evaluationOf.js";
import { fileOutput, type Output } from "../report/fileOutput.js";
import { type FilePrint, filePrint, type Passport, passportOf } from "../report/passportOf.js";
import { readingOf } from "../report/readingOf.js";
import { checkReportFile } from "../report/report.js";
import type { AnyPredictions } from "../report/summaryOf.js";
import { comparisonLines, passportComparisonLines, passportLines } from "./comparisonText.js";
import { exitCodes, InputError } from "./errors.js";
import { modelPrint } from "./modelPrint.js";
import { openPredictions, programWords, standardInput } from "./openPredictions.js";
import type { Arguments } from "./parseArguments.js";
import { readCsv } from "./readCsv.js";
import { type FileRead, jsonSchema, readJson } from "./readJson.js";
import { type ReadRequest, readRequest } from "./readOptions.js";
import { readText } from "./readText.js";
import { safeJson } from "./safeJson.js";
import { standardOutput } from "./standardOutput.js";
import { narrowTerminal, paintFor, progressOn, type Stream } from "./terminal.js";
import { writeReport } from "./writeReport.js";

/**
 * `reading-logits read`: says what files of predictions hold, and how several of them compare.
 *
 * @returns what the program ends with
 */
export async function read(args: Arguments): Promise<number> {
  const request = readRequest(args);
  if (request.isPassport) return readPassports(request);
  if (request.report !== undefined) checkReportFile(request.report);
  const files: FileRead[] = [];
  for (const file of request.files) files.push(await readFile(file, request));
  const [{ name, reading }] = files;
  if (request.form === "csv" && reading.function_to_apply === null) {
    throw new InputError(
      `there are no scores of ${printable(name)} to write: ${reading.how.replace("no scores: ", "")}`,
    );
  }
  const comparisons = await compareAll(files);
  // Before anything is printed: what a report lacks is the first that is said.
  if (request.report !== undefined) await writeReport(request.report, files[0]);
  const output = outputFor(request);
  await print(output, files, comparisons, request);
  output.finish();
  const isWrong = files.some(({ reading }) =>
    reading.diagnosis.findings.some(({ severity }) => severity === "error"),
  );
  return request.isStrict && isWrong ? exitCodes.findings : exitCodes.ok;
}

function outputFor({ output }: ReadRequest): Output {
  return isPrinted(output) ? standardOutput() : fileOutput(output);
}

function isPrinted(output: string | undefined): output is undefined | "-" {
  return output === undefined || output === "-";
}

/** What text is laid out for: a file has neither colours nor a width, whatever the terminal has. */
function streamFor({ output }: ReadRequest): Stream {
  return isPrinted(output) ? process.stdout : { write: () => {} };
}

async function readFile(file: string, request: ReadRequest): Promise<FileRead> {
  const name = file === "-" ? standardInput : file;
  const { predictions, print } = await openPredictions(file, request);
  const bar = progressOn(process.stderr, `reading ${printable(name)}`);
  try {
    const onProgress = (done: number, total: number) => bar.at(done, total);
    const reading = await readingOf(predictions, { ...request.reading, onProgress });
    const evaluation = await evaluationOf(reading);
    const passport = async () =>
      passportOf(reading, {
        files: [
          print ?? (await printOf(file, predictions)),
          ...(await Promise.all(request.besides.map(filePrint))),
        ],
        versions: request.versions,
        model: request.model === undefined ? null : await modelPrint(request.model),
      });
    return { name, reading, evaluation, passport };
  } catch (cause) {
    if (
      !(cause instanceof Error) ||
      !("name" in cause) ||
      !/^(Logits|Report|Evaluate)Error$/.test(cause.name)
    )
      throw cause;
    throw new InputError(programWords(cause.message, name), { cause });
  } finally {
    bar.end();
  }
}

/** The file itself; a plain name may mean one of the kit's own. */
function printOf(file: string, { source }: AnyPredictions): Promise<FilePrint> {
  return filePrint(existsSync(file) ? file : path.join(projectRoot(), source.file));
}

interface Compared extends RunComparison {
  readonly first_file: string;
  readonly second_file: string;
}

/** The first file against each of the others. */
async function compareAll([first, ...others]: readonly FileRead[]): Promise<Compared[]> {
  const comparisons: Compared[] = [];
  for (const other of others) {
    const compared = await compareRuns(first.reading, other.reading);
    comparisons.push({ first_file: first.name, second_file: other.name, ...compared });
  }
  return comparisons;
}

async function print(
  output: Output,
  files: readonly FileRead[],
  comparisons: readonly Compared[],
  request: ReadRequest,
): Promise<void> {
  const { form, rows } = request;
  const bar = progressOn(process.stderr, "writing");
  const onProgress = (done: number, total: number) => bar.at(done, total);
  try {
    if (form === "json") return await readJson(output, files, comparisons, onProgress);
    if (form === "csv") return await readCsv(output, files[0].reading, onProgress);
    const paint = paintFor(streamFor(request), process.env);
    const width = narrowTerminal(streamFor(request));
    const options = { rows, paint, isBrief: files.length > 1, width };
    for (const [index, { name, reading, evaluation }] of files.entries()) {
      if (index > 0) output.write("\n");
      await readText(output, name, reading, evaluation, options);
    }
    for (const compared of comparisons) {
      for (const line of comparisonLines(compared, paint)) output.write(`${line}\n`);
    }
  } finally {
    bar.end();
  }
}

/** `--passport`: of one file its passport, of several how they compare with the first. */
async function readPassports(request: ReadRequest): Promise<number> {
  const passports: { name: string; passport: Passport }[] = [];
  for (const file of request.files) {
    const kept = file === "-" ? undefined : keptPassport(file);
    const name = file === "-" ? standardInput : file;
    const passport = kept ?? (await (await readFile(file, request)).passport());
    passports.push({ name, passport });
  }
  const [first, ...others] = passports;
  const comparisons = others.map((other) => ({
    first_file: first.name,
    second_file: other.name,
    ...comparePassports(first.passport, other.passport),
  }));
  const output = outputFor(request);
  if (request.form === "json") {
    const document = {
      schema: jsonSchema,
      passports: passports.map((each) => each.passport),
      comparisons,
    };
    output.write(`${safeJson(document, 1)}\n`);
  } else {
    const paint = paintFor(streamFor(request), process.env);
    const lines = [
      ...passports.flatMap(({ name, passport }) => passportLines(name, passport, paint)),
      ...comparisons.flatMap((each) => passportComparisonLines(each, paint)),
    ];
    output.write(lines.map((line) => `${line}\n`).join(""));
  }
  output.finish();
  const areSame = comparisons.every(({ same_numbers }) => same_numbers);
  return request.isStrict && !areSame ? exitCodes.findings : exitCodes.ok;
}

/** Reports are a few megabytes. */
const longestReport = 2 ** 26;

/** The passport that a report or a file of JSON brings along, if it is one. */
function keptPassport(file: string): Passport | undefined {
  if (!/\.(html?|json)$/i.test(file)) return undefined;
  const facts = statSync(file, { throwIfNoEntry: false });
  if (!facts?.isFile() || facts.size > longestReport) return undefined;
  const found = passportIn(readFileSync(file, "utf8"));
  if (found || /\.json$/i.test(file)) return found;
  throw new InputError(
    `can't read ${printable(file)}: it is no report of reading-logits, and no predictions`,
  );
}
