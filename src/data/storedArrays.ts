import { describeDims } from "../logits/text.js";
import { type FileAt, type NumberType, quoted, refusal, type Values } from "./bytes.js";
import { checkSameLabels } from "./labelCandidates.js";
import { type Found, makePredictions, type PredictionsOptions } from "./makePredictions.js";
import type { Numbers, Predictions, PredictionsFormat } from "./Predictions.js";
import { numbersNamed, usualNames } from "./usualNames.js";

/** One array of a file that may hold several. Its numbers are read when they are wanted. */
export interface StoredArray {
  /** Its name within the file; `""` where the file is a single array. */
  readonly name: string;
  readonly dims: readonly number[];
  readonly dtype: NumberType | "text" | "unreadable";
  /** Why it can't be read, and what to do; only for `"unreadable"`. */
  readonly problem?: string;
  /** Makes ready to read rows; what is compressed is unpacked now. */
  open(): Promise<ArrayReader>;
}

/** Gives the values of the rows from `from` up to `to` of the first axis, row after row. */
export type ArrayReader = (from: number, to: number) => Values | string[];

/**
 * Finds the predictions among a file's arrays, and the labels, class names and texts beside them.
 *
 * @throws {PredictionsError} when none or several could be meant, or when they don't fit together
 */
export async function predictionsOfArrays(
  arrays: readonly StoredArray[],
  format: PredictionsFormat,
  options: PredictionsOptions,
  at: FileAt,
  known: Pick<Found, "classes"> = {},
): Promise<Predictions> {
  const chosen = choose(arrays, options, at);
  checkShape(chosen, at);
  const labels = companion(arrays, options.label, usualNames.labels, chosen, at);
  const classes = companion(arrays, undefined, usualNames.classes, chosen, at);
  const texts = companion(arrays, options.text, usualNames.texts, chosen, at);
  const used = [chosen, labels, classes, texts];
  const others = arrays.filter((array) => !used.includes(array)).map(shown);
  const read = await chosen.open();
  const labelCells = labels && (await cellsOf(labels));
  if (options.label === undefined) {
    const usual = arrays.filter(
      (array) =>
        array !== chosen && !array.problem && usualNames.labels.includes(array.name.toLowerCase()),
    );
    const cells = usual.map(async (array) => {
      const own = array === labels && labelCells ? labelCells : await cellsOf(array);
      return [array.name, own] as const;
    });
    checkSameLabels(await Promise.all(cells), at);
  }
  const isColumn = chosen.dims.length === 1 && labelCells && chosen.dims[0] === labelCells.length;
  const found: Found = {
    dims: isColumn && chosen.dims[0] > 1 ? [chosen.dims[0], 1] : chosen.dims,
    read:
      chosen.dims.length === 1 && !isColumn
        ? () => read(0, chosen.dims[0]) as Numbers
        : (from, to) => read(from, to) as Numbers,
    dtype: chosen.dtype,
    array: chosen.name === "" ? undefined : `array ${quoted(chosen.name)}`,
    numbers: numbersNamed(chosen.name),
    others: others.length > 0 ? others : undefined,
    classes: known.classes ?? (classes && (await namesIn(classes))),
    labels: labelCells,
    texts: texts?.dtype === "text" ? await cellsOf(texts) : undefined,
  };
  return makePredictions(found, format, options, at);
}

function choose(
  arrays: readonly StoredArray[],
  options: PredictionsOptions,
  at: FileAt,
): StoredArray {
  const list = arrays.map(shown).join(", ") || "nothing";
  if (options.name !== undefined) {
    const named = arrays.find(({ name }) => name === options.name);
    if (named) return readable(named, at);
    const [only] = arrays;
    const there = only?.name === "" ? "it is one array, without a name" : `it holds ${list}`;
    throw refusal(at, `it has no array ${quoted(options.name)}; ${there}`);
  }
  if (arrays.length === 1) return readable(arrays[0], at);
  const companions: readonly string[] = [...usualNames.labels, ...usualNames.classes];
  const numeric = arrays
    .filter(isFloat)
    .filter(({ name, dims }) => dims.length > 0 && !companions.includes(name.toLowerCase()));
  const named = numeric.filter(({ name }) => usualNames.predictions.includes(name.toLowerCase()));
  const unreadable = arrays.find(
    ({ name, problem }) => problem && usualNames.predictions.includes(name.toLowerCase()),
  );
  if (named.length === 1) return named[0];
  if (named.length === 0 && unreadable) return readable(unreadable, at);
  if (named.length === 0 && numeric.length === 1) return numeric[0];
  if (numeric.length === 0) {
    throw refusal(at, `none of its arrays holds real numbers, as logits are; it holds ${list}`);
  }
  const [first] = named.length > 0 ? named : numeric;
  throw refusal(
    at,
    `several of its arrays could be the predictions, so choose one with { name: ${quoted(first.name)} }; it holds ${list}`,
  );
}

function isFloat({ dtype }: StoredArray): boolean {
  return dtype.includes("float");
}

/** Refuses what holds no real numbers, and says what it looks like. */
function readable(array: StoredArray, at: FileAt): StoredArray {
  const what = array.name === "" ? "it" : `its array ${quoted(array.name)}`;
  const { dtype, dims, problem } = array;
  if (problem) throw refusal(at, `${what} ${problem}`);
  if (isFloat(array)) return array;
  if (dtype === "text") throw refusal(at, `${what} holds ${describeDims(dims)} texts, no numbers`);
  const shape = `${dtype} ${describeDims(dims)}`;
  throw refusal(
    at,
    dims.length === 2 && dims[1] > 1
      ? `${what} holds ${shape}: whole numbers are decisions (such as 0 and 1 for each label) or ids and no logits; save predictions before argmax or a threshold, and whole-numbered logits with .astype("float32")`
      : `${what} holds ${shape}: these are class ids (labels, or the result of argmax) and no logits; labels go beside the predictions, readPredictions("predictions.npy", { label_ids: "label_ids.npy" }) or np.savez("predictions.npz", predictions=output.predictions, label_ids=output.label_ids)`,
  );
}

function checkShape({ name, dims }: StoredArray, at: FileAt): void {
  const what = name === "" ? "it" : `its array ${quoted(name)}`;
  const shape = describeDims(dims);
  if (dims.length === 0 || dims.length > 2) {
    const ones = dims.flatMap((size, axis) => (size === 1 ? [axis] : []));
    const advice =
      dims.length === 3 && ones.length > 0
        ? `.squeeze(${ones[0]}) takes out the axis of one`
        : "save [rows, classes], such as output.predictions; of a tuple of outputs, output.predictions[0]";
    throw refusal(at, `${what} has the shape ${shape} and not [rows, classes]; ${advice}`);
  }
  if (dims.includes(0)) {
    throw refusal(
      at,
      `${what} is empty, with the shape ${shape}; save at least one row of predictions`,
    );
  }
}

/** The array of a given name, or of one of the usual names; never the predictions themselves. */
function companion(
  arrays: readonly StoredArray[],
  wanted: string | null | undefined,
  usual: readonly string[],
  chosen: StoredArray,
  at: FileAt,
): StoredArray | undefined {
  if (wanted === null) return undefined;
  const others = arrays.filter((array) => array !== chosen);
  const found =
    wanted === undefined
      ? usual.flatMap((name) => others.filter((array) => array.name.toLowerCase() === name))[0]
      : others.find(({ name }) => name === wanted);
  if (wanted !== undefined && !found) {
    const list = others.map(shown).join(", ") || "nothing";
    throw refusal(at, `it has no array ${quoted(wanted)} beside the predictions; there is ${list}`);
  }
  if (found?.problem && usual !== usualNames.classes) {
    throw refusal(at, `its array ${quoted(found.name)} ${problemBeside(found.problem)}`);
  }
  return found?.problem ? undefined : found;
}

/**
 * The labels in an array of their own.
 *
 * @throws {PredictionsError} when it holds real numbers, or can't be read
 */
export async function labelsOfArray(array: StoredArray, at: FileAt): Promise<readonly unknown[]> {
  if (array.problem) throw refusal(at, `it ${problemBeside(array.problem)}`);
  if (array.dims.length === 1 || array.dims.length === 2) return cellsOf(array);
  throw refusal(at, `its shape ${describeDims(array.dims)} isn't that of labels, [rows]`);
}

/** What `np.save` makes of texts with `dtype=object`, and of whatever else isn't numbers. */
export const pythonObjects =
  "is an array of Python objects (a pickle, which can run code, so it is never opened)";

/** Labels and texts are objects where they come out of a data frame. */
function problemBeside(problem: string): string {
  return problem.startsWith(pythonObjects)
    ? `${pythonObjects}; save texts with .astype(str), and numbers with .astype("int64")`
    : problem;
}

/** One cell for each row: a value, or a list of them where the array has two axes. */
async function cellsOf(array: StoredArray): Promise<unknown[]> {
  const [rows = 1, columns = 1] = array.dims;
  const read = await array.open();
  const values = Array.from(read(0, rows) as ArrayLike<unknown>, (value) =>
    array.dtype === "bool" ? value === 1 : value,
  );
  if (array.dims.length < 2 || columns === 1) return values;
  const width = values.length / rows;
  return Array.from({ length: rows }, (_, row) => values.slice(row * width, (row + 1) * width));
}

/** The names of the classes: scikit-learn's `classes_` holds numbers where the labels are numbers. */
async function namesIn(classes: StoredArray): Promise<string[] | undefined> {
  const cells = await cellsOf(classes);
  const isNamed = !isFloat(classes) || cells.every(Number.isInteger);
  return isNamed ? cells.map(nameOf) : undefined;
}

/** The name of a class as Python prints it. */
function nameOf(cell: unknown): string {
  return typeof cell === "boolean" ? (cell ? "True" : "False") : String(cell);
}

function shown({ name, dtype, dims }: StoredArray): string {
  const what = dtype === "unreadable" ? "unreadable" : `${dtype} ${describeDims(dims)}`;
  return `${quoted(name)} (${what})`;
}
