import type { Reply } from "../exercises.js";
import { inPerCent, readNumbers } from "./readNumbers.js";
import { nearly, notYet, placesOf, rightly } from "./replies.js";

/** A wrong answer that says how it came about. */
export interface Mistake {
  /** What the mistake leads to. */
  readonly answer: number | readonly number[];
  /** What the person probably did. */
  readonly remark: string;
  /** What to do instead, where the remark doesn't say it. */
  readonly hint?: string;
  /** True where nothing is wrong but the form. */
  readonly isNearly?: boolean;
}

/** What an exercise knows about its numbers, besides the right ones. */
export interface NumbersAsked {
  /** Shares lie between 0 and 1, and one in per cent is nearly right. The shares of a `"whole"` add up to 1. */
  readonly share?: boolean | "whole";
  readonly mistakes?: readonly Mistake[];
  /** The names of an object's fields that hold the answer. */
  readonly fields?: readonly string[];
  /** A remark on any other answer, such as what it would mean if it were right. */
  readonly otherwise?: (...numbers: number[]) => string | undefined;
}

/**
 * `true` if an answer is the expected number, or the expected list of numbers, in any form. Otherwise a reply: right but rounded to two
 * or more decimals; nearly right, such as per cent for a share; or wrong, with the mistake behind it where it is a known one.
 *
 * @param expected one number, or shape `[n]`
 * @param tolerance how far a calculated answer may be off, relative to numbers above 1
 *
 * @example
 * compareNumbers(Math.E / 2, 1.359140914, 1e-6) // true
 * compareNumbers(1.36, 1.359140914, 1e-6) // { verdict: "right", remark: "right, rounded" }
 * compareNumbers([25], 0.25, 1e-6, { share: true })
 * // { verdict: "nearly", remark: "the value is right, but it is a list of one: take [0], and give it as a share, between 0 and 1, not in per cent." }
 */
export function compareNumbers(
  answer: unknown,
  expected: number | readonly number[],
  tolerance: number,
  asked: NumbersAsked = {},
): true | Reply {
  const right = [expected].flat();
  const wanted = typeof expected === "number" ? "one number" : `a list of ${right.length} numbers`;
  const given = readNumbers(answer, typeof expected === "number", asked);
  if (typeof given === "string") return notYet(`the exercise asks for ${wanted}, and ${given}.`);
  const { numbers, fixes } = given;
  const accept = (more: string[], note?: string): true | Reply => {
    const all = [...fixes, ...more];
    if (all.length > 0) return nearly(right.length, all);
    return note === undefined || rightly(note);
  };
  const near = closeness(numbers, right, tolerance);
  if (near === "exact") return accept([]);
  const madeExactly = mistakeOf(numbers, asked, tolerance, ["exact"]);
  if (madeExactly) return madeExactly;
  if (near === "rounded") return accept([], "right, rounded");
  if (near === "cut") return accept([], "right, though cut off rather than rounded");
  const made = mistakeOf(numbers, asked, tolerance, ["exact", "rounded"]);
  if (made) return made;
  if (asked.share) {
    const shares = numbers.map((number) => number / 100);
    const nearShare = closeness(shares, right, tolerance);
    if (nearShare !== undefined && nearShare !== "coarse") return accept([inPerCent(right.length)]);
    const madeInPerCent = mistakeOf(shares, asked, tolerance, ["exact", "rounded"]);
    if (madeInPerCent) return madeInPerCent;
  }
  if (near === "coarse") return { verdict: "nearly", remark: tooCoarse(right.length) };
  if (typeof expected === "number" && numbers.length > 1) {
    const isIt = (number: number) =>
      ["exact", "rounded"].includes(`${closenessOf(number, expected, tolerance)}`);
    const place = numbers.findIndex(isIt);
    if (place !== -1) {
      const remark = `the right number is in your list, at [${place}]: give it on its own.`;
      return { verdict: "nearly", remark };
    }
    if (numbers.length === 2 && isIt(numbers[0] / numbers[1])) {
      return { verdict: "nearly", remark: "divide the first of your two numbers by the second." };
    }
  }
  return notYet(remarkOn(numbers, right, tolerance, asked));
}

const tooCoarse = (count: number) =>
  count === 1
    ? "the value is right, but rounded too far: give it to two decimals."
    : "the values are right, but rounded too far: give them to two decimals.";

type Closeness = "exact" | "rounded" | "cut" | "coarse" | undefined;

/** How close a list comes to another, by its worst number; `undefined` where it isn't that list at all. */
function closeness(
  given: readonly number[],
  right: readonly number[],
  tolerance: number,
): Closeness {
  if (given.length !== right.length) return undefined;
  const each = given.map((number, i) => closenessOf(number, right[i], tolerance));
  const order: Closeness[] = [undefined, "coarse", "cut", "rounded", "exact"];
  return order.find((closeness) => each.includes(closeness));
}

function closenessOf(given: number, right: number, tolerance: number): Closeness {
  const size = Math.max(1, Math.abs(right));
  const off = Math.abs(given - right);
  if (off <= tolerance * size) return "exact";
  const decimals = decimalsOf(given);
  // Calculated from rounded numbers, such as 2.718 for e.
  if (decimals > 4 && off <= 2e-4 * size) return "rounded";
  const unit = 10 ** -decimals;
  const isRounding = off <= unit / 2 + 1e-7;
  // 7.4 is as good as 0.74, and 4.6 is how 4.60 looks.
  const isPrecise = decimals >= 2 || (decimals === 1 && (size > 1 || off <= 0.005));
  if (isPrecise && isRounding) return "rounded";
  const isCut = Math.abs(given - Math.trunc(right / unit) * unit) < 1e-7;
  if (decimals >= 2 && isCut) return "cut";
  return decimals === 1 && isRounding ? "coarse" : undefined;
}

/** To how many decimals a number was rounded, also as a 32-bit number: 2 for 0.66; 9 stands for more. */
function decimalsOf(number: number): number {
  for (let decimals = 0; decimals < 9; decimals++) {
    const rounded = Math.round(number * 10 ** decimals) / 10 ** decimals;
    if (Math.abs(number - rounded) <= 1e-7 * Math.max(1, Math.abs(number))) return decimals;
  }
  return 9;
}

function mistakeOf(
  numbers: readonly number[],
  { mistakes = [] }: NumbersAsked,
  tolerance: number,
  levels: readonly Closeness[],
): Reply | undefined {
  const made = mistakes.find(({ answer }) =>
    levels.includes(closeness(numbers, [answer].flat(), tolerance)),
  );
  if (made?.isNearly) return { verdict: "nearly", remark: made.remark };
  return made && notYet(made.remark, made.hint);
}

/** A remark on numbers that are neither right nor a known mistake, from what they have to do with the right ones. */
function remarkOn(
  numbers: readonly number[],
  right: readonly number[],
  tolerance: number,
  { share, otherwise }: NumbersAsked,
): string {
  const is = (list: readonly number[], other = right) =>
    ["exact", "rounded"].includes(`${closeness(list, other, tolerance)}`);
  if (numbers.length !== right.length) return wrongCount(numbers, right);
  if (tolerance > 0 && is(numbers.map((number) => -number))) {
    return right.length === 1
      ? "the size is right, but the sign is the wrong way round."
      : "the sizes are right, but the signs are the wrong way round.";
  }
  if (share && is(numbers.map(Math.exp))) {
    return "those are the logarithms of the right numbers: take Math.exp of each.";
  }
  if (share && is(numbers.map((number) => 1 - number))) {
    return right.length === 1
      ? "that is the share of all the others: it and the right one add up to 1."
      : "those are the shares of all the others: each of them and the right one add up to 1.";
  }
  if (share && is(numbers.map((number) => 100 * number))) {
    return "that is a hundredth of it: divide by 100 only once.";
  }
  const ascending = (list: readonly number[]) => [...list].sort((a, b) => a - b);
  if (right.length > 1 && is(ascending(numbers), ascending(right))) {
    return "the numbers are right, but not their order.";
  }
  if (share && numbers.some((number) => number < 0)) return "a share is never negative.";
  const sum = numbers.reduce((total, number) => total + number, 0);
  if (share === "whole" && Math.abs(sum - 1) > 0.015) {
    if (is(numbers.map((number) => number / sum))) {
      return `the ratios are right, but your numbers add up to ${short(sum)}: divide each of them by that.`;
    }
    return `your numbers add up to ${short(sum)}, and probabilities add up to 1.`;
  }
  if (share && numbers.some((number) => number > 1)) return "a share is never above 1.";
  const own = otherwise?.(...numbers);
  if (right.length === 1) {
    if (own === undefined && isLastDigitOff(numbers[0], right[0])) {
      return `${short(numbers[0])} is very close, but its last decimal is off: round once, at the end.`;
    }
    return own ?? `${short(numbers[0])} is too ${tooWhat(numbers[0], right[0])}.`;
  }
  const isRight = numbers.map((number, i) =>
    ["exact", "rounded", "cut"].includes(`${closenessOf(number, right[i], tolerance)}`),
  );
  if (own !== undefined && !isRight.includes(true)) return own;
  const places = placesRemark(numbers, right, isRight);
  return own === undefined ? places : `${places} ${own[0].toUpperCase()}${own.slice(1)}`;
}

/** Names each place that isn't right yet, by which side it is off, and those that are. */
function placesRemark(
  numbers: readonly number[],
  right: readonly number[],
  isRight: readonly boolean[],
): string {
  const places = numbers.map((_, i) => i);
  const wrong = places
    .filter((i) => !isRight[i])
    .map((i) => `[${i}] is too ${tooWhat(numbers[i], right[i])}`);
  const rest = places.filter((i) => isRight[i]);
  if (rest.length === 0) return `${wrong.join(", ")}.`;
  return `${placesOf(rest)} ${rest.length === 1 ? "is" : "are"} right, but ${wrong.join(", ")}.`;
}

/** Whether a number of three or four decimals is the right one but for its last, as after a step that was rounded. */
function isLastDigitOff(given: number, right: number): boolean {
  const decimals = decimalsOf(given);
  return (decimals === 3 || decimals === 4) && Math.abs(given - right) < 1.5 * 10 ** -decimals;
}

const tooWhat = (given: number, right: number) => (given < right ? "small" : "large");

function wrongCount(numbers: readonly number[], right: readonly number[]): string {
  if (right.length === 1) {
    return `the exercise asks for one number, and your list has ${numbers.length}.`;
  }
  const yours = numbers.length === 1 ? "only one" : numbers.length;
  return `the exercise asks for ${right.length} numbers, and you gave ${yours}.`;
}

/** A number as a remark shows it: at most four digits that count. */
export function short(number: number): string {
  return String(Number(number.toPrecision(4))).replace("-", "−");
}
