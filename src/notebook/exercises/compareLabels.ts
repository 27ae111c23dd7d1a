import { nearestName } from "../../logits/checks.js";
import type { Reply } from "../exercises.js";
import { type Leaf, type Leftover, leavesOf, readAnswer } from "./readAnswer.js";
import { adviceOn } from "./readNumbers.js";
import { nearly, notYet } from "./replies.js";

/** A wrong list of labels, or a wrong label, that says how it came about. */
export interface LabelMistake {
  readonly answer: string | readonly string[];
  readonly remark: string;
  readonly hint?: string;
}

/** What an exercise knows about its labels, besides the right ones. */
export interface LabelsAsked {
  /** All labels that there are, by class index where they have one. */
  readonly known: readonly string[];
  /** What one of them is called: `"label"` or `"tag"`. */
  readonly noun?: string;
  /** How to get from the class indices to the labels; without it, numbers are no labels. */
  readonly lookUp?: string;
  /** The logits that the labels come from, shape `[n, k]`. */
  readonly rows?: readonly (readonly number[])[];
  readonly mistakes?: readonly LabelMistake[];
  /** True where each place is a question of its own: there the right labels in another order aren't nearly right. */
  readonly isByPlace?: boolean;
  /** A remark on a wrong label at one place of an answer that is no known mistake. */
  readonly otherwise: (label: string, place: number) => string;
}

/**
 * `true` if an answer is the expected label, or the expected list of labels, in any form; case and spaces don't count. Otherwise a
 * reply: nearly right, such as class indices in place of labels, or wrong, with the mistake behind it where it is a known one.
 *
 * @example
 * const asked = { known: ["no", "yes"], lookUp: "names[index]", otherwise: (label) => `not ${label}.` };
 * compareLabels(["Yes", " no "], ["yes", "no"], asked) // true
 * compareLabels([1, 0], ["yes", "no"], asked)
 * // { verdict: "nearly", remark: "the values are right, but they are class indices: look up the label of each, names[index]." }
 */
export function compareLabels(
  answer: unknown,
  expected: string | readonly string[],
  asked: LabelsAsked,
): true | Reply {
  const { noun = "label" } = asked;
  const isOne = typeof expected === "string";
  const right = [expected].flat();
  const wanted = isOne ? `one ${noun}` : `a list of ${right.length} ${noun}s`;
  const fixes: string[] = [];
  const plain = readAnswer(answer, ["predicted_label", "label_name", "label", "tag"]);
  let leaves = leavesOf(plain);
  if (leaves.length === 0)
    return notYet(`the exercise asks for ${wanted}, and your list is empty.`);
  const isSplit = !isOne && leaves.length === 1 && typeof leaves[0] === "string";
  if (isSplit) leaves = wordsOf(`${leaves[0]}`);
  if (isSplit && leaves.length > 1) fixes.push("it is a single text: make it a list");
  if (asked.lookUp !== undefined && asked.known.length === 2) leaves = leaves.map(indexOf);
  const place = leaves.findIndex((leaf) => typeof leaf === "object");
  if (place !== -1) {
    const leaf = leaves[place] as Leftover;
    const where = Array.isArray(plain) ? ` at [${place}]` : "";
    const advice =
      leaf.kind === "undefined" && !isOne && asked.lookUp !== undefined
        ? `: look up one index at a time (they count from 0)`
        : adviceOn(leaf);
    const thereIs = Array.isArray(plain) ? "there is" : "your answer is";
    return notYet(`the exercise asks for ${wanted}, and ${thereIs} ${leaf.said}${where}${advice}.`);
  }
  const given = leaves as (string | number)[];
  if (isOne && Array.isArray(plain) && given.length === 1) {
    fixes.unshift("it is a list of one: take [0]");
  }
  const indices = indicesOf(given, asked);
  if (indices) return onIndices(indices, right, asked);
  if (given.some((value) => typeof value === "number")) {
    const isMixed = given.some((value) => typeof value === "string");
    const isLargest = String(given) === String(asked.rows?.map((row) => Math.max(...row)));
    const numbers = isMixed ? "some of yours are numbers" : "you gave numbers";
    const those = isLargest ? "those are the largest logits themselves" : numbers;
    return notYet(
      `the exercise asks for ${wanted}, and ${given.length === 1 ? "you gave a number" : those}.`,
    );
  }
  return onLabels(given as string[], right, { ...asked, fixes, isOne, noun });
}

interface Labelled extends LabelsAsked {
  readonly fixes: string[];
  readonly isOne: boolean;
  readonly noun: string;
}

function onLabels(given: string[], right: readonly string[], asked: Labelled): true | Reply {
  const { known, fixes, isOne, isByPlace, noun, otherwise } = asked;
  const names = given.map((text) => known.find((name) => plainName(name) === plainName(text)));
  if (isOne && names.length === 1 && names[0] === undefined) {
    const words = wordsOf(given[0]).map(plainName);
    const named = known.filter((name) => words.includes(plainName(name)));
    if (isSame(named, right)) return nearly(1, [...fixes, `give only the ${noun}`]);
  }
  if (isSame(names, right)) return fixes.length === 0 || nearly(right.length, fixes);
  const made = mistakeOf(names, asked);
  if (made) return made;
  const stranger = names.indexOf(undefined);
  if (stranger !== -1) return onStranger(given, stranger, right, asked);
  const labels = names as string[];
  if (labels.length !== right.length) {
    const yours = labels.length === 1 ? "only one" : labels.length;
    const want = isOne ? `one ${noun}` : `${right.length} ${noun}s`;
    return notYet(`the exercise asks for ${want}, and you gave ${yours}.`);
  }
  if (!isByPlace && isSame([...labels].sort(), [...right].sort())) {
    return notYet(`the ${noun}s are right, but not their order.`);
  }
  const place = right.findIndex((label, i) => labels[i] !== label);
  return notYet(otherwise(labels[place], place));
}

/** A word that is none of the labels: a slip of the pen, or one that the model doesn't know. */
function onStranger(
  given: readonly string[],
  place: number,
  right: readonly string[],
  { known, noun }: Labelled,
): Reply {
  const written = JSON.stringify(given[place].slice(0, 40));
  const meant = given.map((text) => nearestName(text, known) ?? beginning(text, known));
  const nearest = meant[place];
  if (nearest === undefined) {
    return notYet(`${written} is none of the ${noun}s: choose from ${known.join(", ")}.`);
  }
  const fix = `${written} is spelt "${nearest}"`;
  return isSame(meant, right)
    ? nearly(right.length, [fix])
    : notYet(`there is no ${noun} ${written}; did you mean "${nearest}"?`);
}

/** The only label that begins with a word: `"NEG"`. */
function beginning(text: string, known: readonly string[]): string | undefined {
  const beginsSo = known.filter((name) => plainName(name).startsWith(plainName(text)));
  return plainName(text).length >= 3 && beginsSo.length === 1 ? beginsSo[0] : undefined;
}

function onIndices(
  indices: readonly number[],
  right: readonly string[],
  { known, lookUp, mistakes = [] }: LabelsAsked,
): Reply {
  const labels = indices.map((index) => known[index]);
  const are = right.length === 1 ? "it is a class index" : "they are class indices";
  const fix = `${are}: look up the label of each, ${lookUp}`;
  if (isSame(labels, right)) return nearly(right.length, [fix]);
  const fromOne = indices.map((index) => known[index - 1]);
  if (isSame(fromOne, right)) {
    return nearly(right.length, ["classes count from 0, and the exercise asks for their labels"]);
  }
  const made = mistakeOf(labels, { mistakes });
  if (made) return made;
  const those = indices.length === 1 ? "that is a class index" : "those are class indices";
  return notYet(
    indices.length === right.length
      ? `${those}, and not yet the right ones; the exercise asks for labels.`
      : `${those}; the exercise asks for ${right.length} labels.`,
  );
}

/** The class indices of an answer that gives those in place of labels, also as `"2"` or `"LABEL_2"`. */
function indicesOf(
  given: readonly (string | number)[],
  { known, lookUp }: LabelsAsked,
): number[] | undefined {
  if (lookUp === undefined) return undefined;
  const indices = given.map((value) => {
    const digits = /^(?:LABEL_)?(\d+)$/i.exec(String(value).trim());
    return digits ? Number(digits[1]) : Number.NaN;
  });
  return indices.every((index) => index <= known.length) ? indices : undefined;
}

function mistakeOf(
  labels: readonly (string | undefined)[],
  { mistakes = [] }: Pick<LabelsAsked, "mistakes">,
): Reply | undefined {
  const made = mistakes.find(({ answer }) => isSame(labels, [answer].flat()));
  return made && notYet(made.remark, made.hint);
}

function isSame(labels: readonly (string | undefined)[], others: readonly string[]): boolean {
  return labels.length === others.length && others.every((label, i) => labels[i] === label);
}

/** Case, spaces, quotes and full stops make no other label. */
function plainName(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** With two classes, a yes or no is a class index. */
function indexOf(leaf: Leaf): Leaf {
  return typeof leaf === "object" && leaf.kind === "boolean" ? Number(leaf.said === "true") : leaf;
}

/** The words of a text such as `"anger, neutral, joy"`. */
function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}_-]+/u).filter((word) => word !== "");
}
