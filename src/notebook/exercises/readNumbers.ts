import { type Leftover, leavesOf, readAnswer } from "./readAnswer.js";

/** What an exercise knows of the form of its numbers. */
interface Form {
  readonly share?: boolean | "whole";
  readonly fields?: readonly string[];
}

/**
 * The numbers of an answer, with what has to be mended in their form, or what there is in place of numbers.
 *
 * @param isOne whether one number is asked for
 *
 * @example
 * readNumbers("50 %", true, { share: true }).numbers // [0.5]
 * readNumbers(["18 of 70"], true, {}).fixes
 * // ["it is a list of one: take [0]", "give it as a number, not as text"]
 * readNumbers("half", true, {}) // "\"half\" is text"
 */
export function readNumbers(
  answer: unknown,
  isOne: boolean,
  { fields, share }: Form,
): { numbers: number[]; fixes: string[] } | string {
  const plain = readAnswer(answer, fields);
  const leaves = leavesOf(plain);
  if (leaves.length === 0) return "your list is empty";
  const numbers: number[] = [];
  for (const [i, leaf] of leaves.entries()) {
    const place = Array.isArray(plain) ? ` at [${i}]` : "";
    const thereIs = Array.isArray(plain) ? "there is" : "your answer is";
    if (typeof leaf === "object") return `${thereIs} ${leaf.said}${place}${adviceOn(leaf)}`;
    const read = typeof leaf === "number" ? [leaf] : numbersIn(leaf, isOne);
    if (!read)
      return `${JSON.stringify(String(leaf).slice(0, 40))}${place} is text${unquote(leaf)}`;
    const odd = read.find((number) => !Number.isFinite(number));
    if (odd !== undefined) return `${thereIs} ${odd}${place}${whyNot(odd)}`;
    numbers.push(...read);
  }
  const texts = leaves.filter((leaf) => typeof leaf === "string");
  const fixes: string[] = [];
  if (isOne && Array.isArray(plain) && numbers.length === 1) {
    fixes.push("it is a list of one: take [0]");
  }
  if (texts.length > 0) fixes.push(asNumbers(numbers.length));
  if (texts.some((text) => perCent.test(text))) {
    fixes.push(share ? inPerCent(numbers.length) : "don't give it in per cent");
  }
  return { numbers, fixes };
}

/** What has to be mended in numbers that were given as text. */
export function asNumbers(count: number): string {
  return count === 1 ? "give it as a number, not as text" : "give them as numbers, not as text";
}

/** What has to be mended in a share that was given in per cent. */
export function inPerCent(count: number): string {
  return count === 1
    ? "give it as a share, between 0 and 1, not in per cent"
    : "give them as shares, between 0 and 1, not in per cent";
}

/** What to do about a value that is neither number nor text. */
export function adviceOn({ kind }: Leftover): string {
  if (kind === "undefined") {
    return ": something was looked up at a place that doesn't exist (places count from 0)";
  }
  if (kind === "function") return ": call it, with ( ) after its name";
  if (kind === "promise") return ": put `await` in front of it";
  return "";
}

function whyNot(value: number): string {
  return Number.isNaN(value)
    ? ", “not a number”: something undefined, or Infinity divided by Infinity, went into it"
    : ": something was divided by 0, or an exponential grew too large";
}

function unquote(text: unknown): string {
  return /[\d(]/.test(String(text)) ? ": leave out the quotes, so that it is computed" : "";
}

const perCent = /%|per ?cent\b|\bpct\b/i;

/** Something to be computed, and not only words around a number. */
const formula = /[\p{L}²^+*/]\s*\(|[\^²]|\b(ln|log|exp|sqrt)|\be\s*[/*+-]/iu;

/** The numbers in a text: `"0.5"`, `"50 %"`, `"18 of 70"`, `"[0.66, 0.24]"`, `"7 ids"`. */
function numbersIn(text: string, isOne: boolean): number[] | undefined {
  if (formula.test(text)) return undefined;
  const plain = text.replaceAll("−", "-").replace(/\s*(:\s*1|\bto 1)\s*$/, "");
  const scale = perCent.test(text) ? 100 : 1;
  const ratio = /^\D*?(\d[\d.]*)\s*(?:\/|of|out of)\s*(\d[\d.]*)\D*$/.exec(plain);
  if (ratio) return [Number(ratio[1]) / Number(ratio[2]) / scale];
  // A comma may be a decimal one where there can only be one number.
  const dotted = isOne ? plain.replace(/^(\D*\d+),(\d+\D*)$/, "$1.$2") : plain;
  const found = dotted.match(/(?<![\d.])-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi);
  return found?.map((number) => Number(number) / scale);
}
