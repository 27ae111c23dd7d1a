import type { FlatLogits } from "./checkLogits.js";
import { LogitsError, type ReadingLogitsError } from "./errors.js";
import { describe, kindOf } from "./text.js";

/** Refuses NaN, which means nothing to any function of this room, and says where it is. */
export function refuseNaN(logits: FlatLogits, caller: string): void {
  const { data, rows, columns, isBatch } = logits;
  for (let i = 0; i < rows * columns; i++) {
    if (Number.isNaN(data[i])) {
      throw new LogitsError(
        `${caller} needs finite logits: ${placeOf(i, columns, isBatch)} is NaN`,
      );
    }
  }
}

/** Refuses NaN and rows for which softmax has no limit, in all rows of the logits; see {@link checkRowLimit}. */
export function checkLimits(logits: FlatLogits, caller: string): void {
  const { data, rows, columns, isBatch } = logits;
  for (let row = 0; row < rows; row++) {
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      if (Number.isFinite(data[i])) continue;
      checkRowLimit(data, row, columns, isBatch, caller);
      break;
    }
  }
}

/**
 * Refuses a row for which softmax has no limit: with a NaN, with more than one `Infinity`, or with nothing but `-Infinity`.
 *
 * A single `Infinity` has a limit (all of the probability), and so does `-Infinity` beside anything larger (none of it).
 */
export function checkRowLimit(
  data: ArrayLike<number>,
  row: number,
  columns: number,
  isBatch: boolean,
  caller: string,
): void {
  let infinite = -1;
  let hasMass = false;
  for (let i = row * columns; i < (row + 1) * columns; i++) {
    if (Number.isNaN(data[i])) {
      throw new LogitsError(
        `${caller} needs finite logits: ${placeOf(i, columns, isBatch)} is NaN`,
      );
    }
    if (data[i] > Number.NEGATIVE_INFINITY) hasMass = true;
    if (data[i] !== Number.POSITIVE_INFINITY) continue;
    if (infinite >= 0) {
      throw new LogitsError(
        `${caller} needs finite logits, or one Infinity per row: ${placeOf(infinite, columns, isBatch)} and column ${i % columns} are both Infinity`,
      );
    }
    infinite = i;
  }
  if (!hasMass) {
    throw new LogitsError(
      `${caller} needs finite logits, or one above -Infinity per row: ${isBatch ? `row ${row}` : "the row"} has only -Infinity`,
    );
  }
}

/** `row 3, column 1` in a batch, `column 1` in a row. */
export function placeOf(index: number, columns: number, isBatch: boolean): string {
  const column = `column ${index % columns}`;
  return isBatch ? `row ${Math.floor(index / columns)}, ${column}` : column;
}

/** Flat numbers that can be written to: any typed array of numbers, or a plain array. */
export interface NumbersOut {
  [index: number]: number;
  readonly length: number;
}

/** Refuses a shape that doesn't match the data, and an `out` that is too small for the result. */
export function checkRoom(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  out: ArrayLike<number>,
  caller: string,
): void {
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows < 0 || columns < 1) {
    throw new LogitsError(
      `${caller} needs whole numbers of rows (0 or more) and columns (1 or more), got ${rows} × ${columns}`,
    );
  }
  if (data.length !== rows * columns) {
    throw new LogitsError(
      `${caller} needs ${rows} × ${columns} = ${rows * columns} logits, got ${data.length}`,
    );
  }
  if (out.length < rows * columns) {
    throw new LogitsError(
      `${caller} needs room for ${rows * columns} results, got room for ${out.length}`,
    );
  }
}

/** The option of every function that takes a temperature. */
export interface TemperatureOptions {
  /**
   * Divides the logits before anything else: above 1 flattens, below 1 sharpens, the order never changes. Default 1.
   */
  readonly temperature?: number;
}

/** What other libraries' functions of these names take, and what it is here. */
export const alongClasses =
  "it works along the classes of each row, so transpose a batch of columns first";
const temperatureOnly = {
  known: ["temperature"],
  instead: { axis: alongClasses, dim: alongClasses, T: "write { temperature: … }" },
};

/** Returns the temperature, 1 when none is set, or refuses one that can't divide, and any other option. */
export function checkTemperature(options: TemperatureOptions | undefined, caller: string): number {
  if (typeof options === "number") {
    throw new LogitsError(
      `${caller} needs its options as an object, such as { temperature: 2 }, got ${options}: ${notMapped(caller)}`,
    );
  }
  checkOptions(caller, options, temperatureOnly);
  const temperature = options?.temperature ?? 1;
  if (
    typeof temperature === "number" &&
    temperature > 0 &&
    temperature < Number.POSITIVE_INFINITY
  ) {
    return temperature;
  }
  throw new LogitsError(
    `${caller} needs a temperature above 0 and below Infinity, got ${describe(temperature)}`,
  );
}

/** A number in the options' place is numpy's axis, or the index that `map` hands over. */
function notMapped(caller: string): string {
  return `${alongClasses}, and instead of rows.map(${caller}) write ${caller}(rows)`;
}

/** Refuses anything that comes after the arguments of a function that has no options. */
export function refuseMore(
  caller: string,
  more: readonly unknown[],
  { advice = "", ErrorType = LogitsError }: Refusal = {},
): void {
  const given = more.find((value) => value !== undefined);
  if (given === undefined) return;
  throw new ErrorType(`${caller} takes no options, got ${describe(given)}${advice}`);
}

/**
 * Refuses arguments after the options, such as `interpret(logits, config, { top_k: 1 })`, of which the last would count for nothing.
 *
 * Where the options are a number, `map` was given the function, which the check of the options explains.
 */
export function refuseAfterOptions(caller: string, more: readonly unknown[]): void {
  const given = more.find((value) => value !== undefined);
  if (given === undefined) return;
  throw new LogitsError(
    `${caller} takes nothing after its options, got ${describe(given)}: write one object, { ...config, ...options }`,
  );
}

/** As {@link refuseMore}, for a function that works along the classes and never over the whole batch. */
export function refuseAxis(caller: string, more: readonly unknown[]): void {
  refuseMore(caller, more, { advice: `: ${notMapped(caller)}` });
}

interface Refusal {
  readonly advice?: string;
  readonly ErrorType?: new (message: string) => ReadingLogitsError;
}

/** What {@link checkOptions} needs to know about a function's options. */
interface KnownOptions {
  readonly known: readonly string[];
  /** Names that other libraries have and this function doesn't → what to do instead, in a few words. */
  readonly instead?: Readonly<Record<string, string>>;
  /** True if a model's whole config may be passed, whose other fields mean nothing to the function; `"whole"` if it is one. */
  readonly orConfig?: boolean | "whole";
  readonly ErrorType?: Refusal["ErrorType"];
}

/**
 * Refuses options that the function doesn't know, because nothing that a person writes is ignored in silence.
 *
 * Even in a model's config a name that is nearly one of the function's options is refused: it is a slip made beside `...config`.
 *
 * @throws {LogitsError} (or the given type) for anything but an object or `undefined`, and for an unknown name
 *
 * @example
 * expectError(() => checkOptions("softmax", { axis: 0 }, { known: ["temperature"] }))
 * // prints: LogitsError: softmax has no option "axis"; it knows temperature
 */
export function checkOptions(
  caller: string,
  options: unknown,
  { known, instead = {}, orConfig = false, ErrorType = LogitsError }: KnownOptions,
): void {
  if (options === undefined) return;
  if (!isRecord(options)) {
    throw new ErrorType(
      `${caller} needs its options as an object, such as { ${known[0]}: … }, got ${describe(options)}`,
    );
  }
  const isMarked = () => configMarks.some((mark) => Object.hasOwn(options, mark));
  const isConfig = orConfig === "whole" || (orConfig && isMarked());
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const advice = Object.hasOwn(instead, name) ? `: ${instead[name]}` : undefined;
    // A config's private fields, such as `_num_labels`, are no slips.
    const isSlip = !name.startsWith("_") && known.some((option) => isSlipOf(name, option));
    if (isConfig && !advice && !isSlip) continue;
    throw new ErrorType(`${caller} has no option "${name}"${advice ?? suggestion(name, known)}`);
  }
}

/** True for an object with names of its own, unlike a list, a `Map`, a `Date` and so on, whose names are not what they hold. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && kindOf(value) === "Object";
}

/** Fields by which a model's config is told from a few options: every `config.json` and `ClassifierConfig` has one of them. */
const configMarks = ["model_type", "architectures", "label2id", "transformers_version"];

/** `; did you mean "seed"?`, or, where no name is close, all of them. */
export function suggestion(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? `; it knows ${known.join(", ")}` : `; did you mean "${nearest}"?`;
}

/** Upper case, underscores and the like are no difference: `topK` is `top_k`. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function isSlipOf(name: string, option: string): boolean {
  // Configs have names that are one letter from a short option: `top_p` is no slip of `top_k`.
  return editDistance(plain(name), plain(option)) <= (plain(option).length > 4 ? 1 : 0);
}

/** The known name that is closest to an unknown one, if any is close enough to have been meant. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const containing = known.find((candidate) => plain(candidate).includes(plain(name)));
  if (containing !== undefined && plain(name).length > 3) return containing;
  const distances = known.map((candidate) => editDistance(plain(name), plain(candidate)));
  const least = Math.min(...distances);
  return least <= mostSlips(plain(name).length) ? known[distances.indexOf(least)] : undefined;
}

/** Of a short name, two changed letters leave nothing: "z" is no slip of "a". */
function mostSlips(length: number): number {
  if (length < 3) return 0;
  return length < 5 ? 1 : Math.max(2, length / 3);
}

/** How many letters must be added, removed or changed to turn one word into the other (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

/** True for a name that a text of a pair has in other programs, or by a slip: anything but `text_pair`. */
export function isSecondText(name: string): boolean {
  return name !== "text_pair" && secondText.test(name);
}

const secondText =
  /^(text_?pairs?|pair|(text|sentence|question|query)_?[ab12]|(first|second)_?(text|sentence)|hypothesis|premise|question|query|context|passage|answer)$/i;
