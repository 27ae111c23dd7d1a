import { nearestName } from "../../logits/checks.js";
import { sigmoid } from "../../logits/sigmoid.js";
import type { Reply } from "../exercises.js";
import { short } from "./compareNumbers.js";
import { type Leaf, type Leftover, leavesOf, type Plain, readAnswer } from "./readAnswer.js";
import { adviceOn } from "./readNumbers.js";
import { nearly, notYet } from "./replies.js";

/** Wrong labels that say how they came about. */
export interface SetsMistake {
  readonly answer: readonly (readonly string[])[];
  readonly remark: string;
  readonly hint?: string;
}

/** What an exercise knows about its lists of labels, besides the right ones. */
export interface LabelSetsAsked {
  /** All labels that there are, by index. */
  readonly known: readonly string[];
  /** An answer that is wrong, to show what form the exercise asks for: `[["rain"], []]`. */
  readonly example: string;
  readonly mistakes?: readonly SetsMistake[];
  /** A remark on a label that a list lacks, or that is too many in it. */
  readonly otherwise: (label: string, list: number, isMissing: boolean) => string;
}

/**
 * `true` if an answer has the expected labels in each of its lists, in any order and form; an empty list stands for none. Otherwise a
 * reply: nearly right, such as indices or zeros and ones in place of labels, or wrong, with the mistake behind it where it is a
 * known one.
 *
 * @param expected the right labels, a list of them for each text (or for each threshold)
 *
 * @example
 * const asked = { known: ["rain", "wind"], example: "[[], []]", otherwise: (label) => `look at ${label} again.` };
 * compareLabelSets([["wind", "Rain"], []], [["rain", "wind"], []], asked) // true
 * compareLabelSets([[1, 1], [0, 0]], [["rain", "wind"], []], asked)
 * // { verdict: "nearly", remark: "the values are right, but they are 0 or 1 for each label: give the labels that have a 1." }
 */
export function compareLabelSets(
  answer: unknown,
  expected: readonly (readonly string[])[],
  asked: LabelSetsAsked,
): true | Reply {
  const wanted = `the exercise asks for ${expected.length} lists of labels, such as ${asked.example}`;
  const plain = readAnswer(parsed(answer), [
    "predicted_labels",
    "labels",
    "predicted_label",
    "label",
  ]);
  const only = Array.isArray(plain) && plain.length === 1 ? plain[0] : plain;
  const outer = typeof only === "string" ? only.split(/[;|/\n]/) : only;
  if (!Array.isArray(outer)) {
    const is =
      typeof outer === "object" && outer.kind !== "null"
        ? `, and your answer is ${outer.said}${adviceOn(outer)}`
        : typeof outer === "number"
          ? `, and your answer is the number ${short(outer)}`
          : "";
    return notYet(`${wanted}${is}.`);
  }
  if (outer.length !== expected.length) {
    const isOneList = outer.length > 0 && outer.every((item) => typeof item === "string");
    if (outer.length === asked.known.length && outer.every((item) => typeof item === "number")) {
      return notYet(
        "those are one number for each label: compare each with the threshold, and give the labels that pass.",
      );
    }
    if (isOneList) return notYet(`${wanted}, and yours is one list.`);
    if (outer.length === 0) return notYet(`${wanted}, and yours is empty.`);
    const isByLabel = outer.length === asked.known.length ? ", as many as there are labels" : "";
    return notYet(`${wanted}, and yours has ${outer.length}${isByLabel}.`);
  }
  const lists = outer.map((list) => leavesOf(list).flatMap(wordsOf));
  const read = namesIn(lists, outer, asked.known);
  if (typeof read === "string") return notYet(read === "" ? `${wanted}.` : read);
  const { sets, fromOne, fix } = read;
  if (isSame(sets, expected)) return fix === undefined || nearly(2, [fix]);
  if (fromOne && isSame(fromOne, expected)) {
    return nearly(2, ["labels count from 0, and the exercise asks for their names"]);
  }
  const made = asked.mistakes?.find((mistake) => isSame(sets, mistake.answer));
  if (made) return notYet(made.remark, made.hint);
  if (outer.every((item) => typeof item === "number")) {
    return notYet(`${wanted}, and you gave numbers.`);
  }
  return notYet(remarkOn(sets, expected, asked));
}

/**
 * The labels whose probability, each by itself, is above a threshold.
 *
 * @example labelsAbove([2, -2], ["rain", "wind"], 0.5) // ["rain"]: the other has 0.1192
 */
export function labelsAbove(
  row: readonly number[],
  labels: readonly string[],
  threshold: number,
): string[] {
  const scores = sigmoid([...row]);
  return labels.filter((_, i) => scores[i] > threshold);
}

/** The first list that isn't right, by the first label that it lacks or has too many. */
function remarkOn(
  sets: readonly string[][],
  expected: readonly (readonly string[])[],
  { otherwise }: LabelSetsAsked,
): string {
  const place = expected.findIndex((right, i) => !isSame([sets[i]], [right]));
  const missing = expected[place].find((label) => !sets[place].includes(label));
  if (missing !== undefined) return otherwise(missing, place, true);
  const extra = sets[place].find((label) => !expected[place].includes(label)) as string;
  return otherwise(extra, place, false);
}

/** Labels as they are spelt, from names, indices, or zeros and ones; otherwise what is wrong with them, if that can be said. */
function namesIn(
  lists: readonly Leaf[][],
  outer: readonly Plain[],
  known: readonly string[],
): { sets: string[][]; fromOne?: string[][]; fix?: string } | string {
  const marks = lists.map((list) => list.map(markOf));
  const isMarked = marks.every((list) => list.length === known.length && !list.includes(undefined));
  if (isMarked) {
    return {
      sets: marks.map((list) => known.filter((_, i) => list[i] === 1)),
      fix: "they are 0 or 1 for each label: give the labels that have a 1",
    };
  }
  const leaves = lists.flat();
  const indexOf = (leaf: Leaf) =>
    typeof leaf === "object" ? Number.NaN : Number(String(leaf).replace(/^LABEL_(?=\d)/i, ""));
  const isIndex = (leaf: Leaf) => Number.isInteger(indexOf(leaf)) && indexOf(leaf) <= known.length;
  if (leaves.length > 0 && leaves.every(isIndex)) {
    const named = (first: number) =>
      lists.map((list) => list.map((leaf) => known[indexOf(leaf) - first] ?? ""));
    return {
      sets: named(0),
      fromOne: named(1),
      fix: "they are indices: look up the label of each",
    };
  }
  // An empty list of lists is no answer, but one of lists that are all empty says "none" each time.
  const isNull = (list: Plain) =>
    typeof list === "object" && "kind" in list && list.kind === "null";
  if (!outer.every((list) => Array.isArray(list) || typeof list === "string" || isNull(list))) {
    const isOdd = (list: Plain): list is Leftover =>
      typeof list === "object" && "kind" in list && list.kind !== "null";
    const odd = outer.find(isOdd);
    return odd ? `there is ${odd.said} in place of a list${adviceOn(odd)}.` : "";
  }
  if (leaves.length > 0 && leaves.every((leaf) => typeof leaf === "number")) {
    return "those are numbers: compare each with the threshold, and give the labels that pass.";
  }
  const number = leaves.find((leaf) => typeof leaf === "number");
  if (number !== undefined) return `${short(number)} is a number; give the labels by name.`;
  const odd = leaves.find((leaf) => typeof leaf === "object");
  if (odd !== undefined) return `there is ${odd.said} in a list${adviceOn(odd)}.`;
  const names = lists.map((list) => list.map((leaf) => nameOf(`${leaf}`, known)));
  const stranger = leaves.find((leaf) => nameOf(`${leaf}`, known) === undefined);
  if (stranger === undefined) return { sets: names as string[][] };
  const nearest = nearestName(`${stranger}`, known);
  const word = JSON.stringify(`${stranger}`.slice(0, 40));
  return nearest === undefined
    ? `${word} is none of the labels: choose from ${known.join(", ")}, and leave a list empty where there is none.`
    : `there is no label ${word}; did you mean "${nearest}"?`;
}

function markOf(leaf: Leaf): number | undefined {
  if (typeof leaf === "object")
    return leaf.kind === "boolean" ? +(leaf.said === "true") : undefined;
  return leaf === 0 || leaf === 1 ? leaf : undefined;
}

/** What a text in JSON holds; any other answer as it is. */
function parsed(answer: unknown): unknown {
  if (typeof answer !== "string" || !/^\s*\[/.test(answer)) return answer;
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}

/** The labels in a text such as `"rain, wind"` or `"rain 0.8"`; none in `"none of these"`, and none in null. */
function wordsOf(leaf: Leaf): Leaf[] {
  if (typeof leaf === "object" && leaf.kind === "null") return [];
  if (typeof leaf !== "string") return [leaf];
  if (/^\s*(none|neither) of\b/i.test(leaf)) return [];
  const words = leaf.split(/[^\p{L}\p{N}_.-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const names = words.filter((word) => !/^\d*\.\d+$/.test(word));
  return names.filter((word) => !/^(none|nothing|no|label|labels|and)$/i.test(word));
}

function nameOf(text: string, known: readonly string[]): string | undefined {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  return known.find((name) => plain(name) === plain(text));
}

/** Whether each list has the same labels, whatever their order. */
function isSame(
  sets: readonly (readonly string[])[],
  others: readonly (readonly string[])[],
): boolean {
  return sets.every((set, i) => {
    const [one, other] = [new Set(set), new Set(others[i])];
    return one.size === other.size && Array.from(one).every((label) => other.has(label));
  });
}
