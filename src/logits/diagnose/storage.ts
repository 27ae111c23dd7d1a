import type { FlatLogits } from "../checkLogits.js";

/** The precision in which numbers were stored, as far as the numbers themselves show it. */
export interface Storage {
  /** For a sentence: `to 2 decimals`, `in float16`. */
  readonly name: string;
  /** How far a stored number may be from the number that was computed. */
  readonly error: (value: number) => number;
  /** True where rounding is coarse enough to make different numbers equal. */
  readonly isCoarse: boolean;
}

/** Beyond this many decimals a float32 looks like a decimal fraction by chance. */
const mostDecimals = 6;

/**
 * Finds the decimals, or the floating-point type, that all numbers fit.
 *
 * A number rounded to d decimals is off by up to half a unit of the last one, a number in a type with b bits of fraction
 * by up to 2^-(b+1) of itself, and computing in that type costs about as much again. Where the numbers fit several of
 * them, as a few short numbers do, the widest counts.
 */
export function findStorage({ data }: FlatLogits): Storage {
  let decimals = 0;
  let [isBfloat16, isFloat16, isFloat32] = [true, true, true];
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (!Number.isFinite(value)) continue;
    while (decimals <= mostDecimals && !hasDecimals(value, decimals)) decimals++;
    if (isFloat32) {
      isFloat32 = Math.fround(value) === value;
      isFloat16 &&= isFloat32 && fits(value, 11, -24);
      isBfloat16 &&= isFloat32 && fits(value, 8, -133);
    }
    if (decimals > mostDecimals && !isFloat32) break;
  }
  const relative = isBfloat16 ? 2 ** -8 : isFloat16 ? 2 ** -10 : 4e-6;
  const type = isBfloat16 ? "in bfloat16" : isFloat16 ? "in float16" : "in full precision";
  const half = decimals <= mostDecimals ? 0.5 * 10 ** -decimals : 0;
  const isRounded = half > 0;
  return {
    name: isRounded ? `to ${decimals} decimal${decimals === 1 ? "" : "s"}` : type,
    // Below the smallest float16 there is nothing but 0.
    error: (value) => Math.max(half, relative * Math.abs(value), 2 ** -24),
    isCoarse: isRounded ? decimals > 0 && decimals <= 4 : isBfloat16 || isFloat16,
  };
}

/** Whether a number, which may have become a float32 on its way, was written with that many decimals. */
function hasDecimals(value: number, decimals: number): boolean {
  const scaled = value * 10 ** decimals;
  // Rounding leaves 0 where nothing reaches the last decimal, never a number as small as that.
  if (value !== 0 && Math.abs(scaled) < 0.5) return false;
  const slack = Math.min(Math.abs(scaled) * 2 ** -23, 0.02);
  return Math.abs(scaled - Math.round(scaled)) <= slack + 1e-9;
}

/** Whether a number has at most so many significant bits, none of them below `2 ** lowest`. */
function fits(value: number, bits: number, lowest: number): boolean {
  if (value === 0) return true;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))) - bits + 1, lowest);
  return Number.isInteger(value * 2 ** -exponent) || Number.isInteger(value * 2 ** -(exponent - 1));
}

/** How well the lines of a batch (its rows, its columns, or all of it as one line) sum to one. */
export interface Sums {
  /** True if rounding explains every line's distance from one. */
  readonly fit: boolean;
  /** How likely that would be by chance, from 0 (never) to 1 (the sums say nothing). */
  readonly chance: number;
  /** The largest distance from one. */
  readonly off: number;
  /** How much the least exact line leaves open. */
  readonly width: number;
}

/** How many rows are tried before all of them. */
const first = 64;

/** A line that is past one for sure, whatever follows. */
const tooMuch: Sums = { fit: false, chance: 1, off: Number.POSITIVE_INFINITY, width: 0 };

/**
 * Adds up lines of numbers that are stored with some error: each sum is an interval, and one must lie in it.
 *
 * By chance a line fits in the share of plausible sums that its interval covers. The sigmoids of a row's logits have sums that
 * spread by at least a tenth, those of a pair by as much as two logits that differ by 0.2 in size give; other sums spread by one.
 *
 * @param line the line that a number belongs to
 * @param transform what to add up instead of the numbers themselves: their hundredths, their exponentials
 */
export function sumLines(
  { data, rows, columns }: FlatLogits,
  storage: Storage,
  along: "rows" | "columns" | "all",
  transform?: (value: number) => number,
): Sums {
  // Where the first rows don't fit, the others needn't be read.
  if (along === "rows" && rows > 2 * first) {
    const head = { data, rows: first, columns, isBatch: true };
    const sums = sumLines(head, storage, along, transform);
    if (!sums.fit) return sums;
  }
  const of = transform ?? ((value: number) => value);
  const count = along === "rows" ? rows : along === "columns" ? columns : 1;
  const [low, high, sums] = [0, 0, 0].map(() => new Float64Array(count));
  const spread = new Float64Array(count);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      const line = along === "rows" ? row : along === "columns" ? column : 0;
      const error = storage.error(data[i]);
      const value = of(data[i]);
      low[line] += Math.max(0, of(data[i] - error));
      if (low[line] > 1 && along !== "rows") return tooMuch;
      high[line] += Math.min(1, of(data[i] + error));
      sums[line] += value;
      spread[line] = Math.max(spread[line], value * (1 - value));
    }
  }
  const isPair = columns === 2;
  let logChance = 0;
  let [fit, off, widest] = [true, 0, 0];
  for (let line = 0; line < count; line++) {
    const sum = sums[line];
    const isOne = low[line] < 1 - 1e-12 && high[line] > 1 + 1e-12;
    fit &&= isOne || Math.abs(sum - 1) < 1e-9;
    const isPlain = along === "rows" && transform === undefined;
    const plausible = !isPlain ? 1 : isPair ? 0.2 * spread[line] : 0.1;
    const width = Math.max(high[line] - low[line], 1e-9);
    widest = Math.max(widest, width);
    if (width < plausible) logChance += Math.log(width / plausible);
    off = Math.max(off, Math.abs(sum - 1));
  }
  return { fit, chance: Math.exp(logChance), off, width: widest };
}
