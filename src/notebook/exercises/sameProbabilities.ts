import { softmax } from "../../logits/softmax.js";
import type { Reply } from "../exercises.js";
import { leavesOf, type Plain, readAnswer } from "./readAnswer.js";
import { asNumbers } from "./readNumbers.js";
import { nearly, notYet } from "./replies.js";

/** The row of 03.1, and those of which some have the same probabilities. */
const asked = [1, 2, 0.5];
const candidates = [
  [11, 12, 10.5],
  [2, 4, 1],
  [0, 1, -0.5],
  [-1, -2, -0.5],
];

/** A check of 03.1: the indices may come in any order, as a mask, or as the rows themselves. */
export function sameProbabilities(answer: unknown): true | Reply {
  const probabilities = softmax(asked);
  const isSame = softmax(candidates).map((row) =>
    row.every((p, i) => Math.abs(p - probabilities[i]) < 1e-12),
  );
  const right = candidates.flatMap((_, row) => (isSame[row] ? [row] : []));
  const plain = readAnswer(answer);
  const leaves = leavesOf(plain);
  const wanted = "the exercise asks for a list of row indices, such as [0, 1]";
  const rows = Array.isArray(plain) ? rowsGiven(plain) : undefined;
  if (rows) {
    return equalSets(rows, right)
      ? nearly(right.length, ["they are the rows themselves: give the index of each"])
      : notYet(`those are rows, and not yet the right ones; ${wanted}.`);
  }
  if (
    leaves.length === candidates.length &&
    leaves.every((leaf) => typeof leaf === "object" && leaf.kind === "boolean")
  ) {
    const marks = leaves.map((leaf) => typeof leaf === "object" && leaf.said === "true");
    return marks.every((mark, row) => mark === isSame[row])
      ? nearly(right.length, [
          "they are yes or no for each row: give the indices of the rows with yes",
        ])
      : notYet(`those are yes or no for each row, and not yet all right; ${wanted}.`);
  }
  if (Array.isArray(plain) && leaves.length === 0) {
    return notYet(
      "your list is empty, but some rows do fit: a shift of the whole row changes nothing.",
    );
  }
  const isText = leaves.some((leaf) => typeof leaf === "string");
  const indices = leaves.flatMap((leaf) =>
    typeof leaf === "string" ? (leaf.match(/\d+/g) ?? ["NaN"]).map(Number) : [Number(leaf)],
  );
  if (indices.some((index) => !Number.isInteger(index))) {
    const isFraction = indices.every(Number.isFinite);
    return notYet(isFraction ? `an index is a whole number; ${wanted}.` : `${wanted}.`);
  }
  if (equalSets(indices, right)) return !isText || nearly(right.length, [asNumbers(right.length)]);
  return notYet(remarkOnRows([...new Set(indices)], right, isSame));
}

function remarkOnRows(
  indices: readonly number[],
  right: readonly number[],
  isSame: readonly boolean[],
): string {
  if (
    equalSets(
      indices,
      right.map((row) => row + 1),
    )
  ) {
    return "you counted the rows from 1; they count from 0.";
  }
  if (indices.some((row) => row < 0 || row >= candidates.length)) {
    return "there are only rows 0 to 3.";
  }
  if (
    equalSets(
      indices,
      isSame.flatMap((same, row) => (same ? [] : [row])),
    )
  ) {
    return "those are the two rows with other probabilities; the exercise asks for those with the same.";
  }
  if (indices.length === candidates.length) {
    return "not all four: compare the differences within each row.";
  }
  if (indices.includes(1)) {
    return "row 1 is the row doubled: its differences are twice as large, so it is more confident.";
  }
  if (indices.includes(3)) {
    return "row 3 has the differences reversed: its second class is the least probable.";
  }
  return indices.includes(0)
    ? "one is missing. A negative logit is no obstacle: look at the differences."
    : "one is missing. Large logits are no obstacle either.";
}

/** The indices of the candidates that an answer holds as they are, if it holds rows and nothing else. */
function rowsGiven(plain: readonly Plain[]): number[] | undefined {
  const lists = plain.every(Array.isArray) ? plain : [plain];
  const rows = lists.map((list) => candidates.findIndex((row) => String(row) === String(list)));
  return lists.length > 0 && rows.every((row) => row !== -1) ? rows : undefined;
}

function equalSets(one: readonly number[], other: readonly number[]): boolean {
  const set = new Set(one);
  return set.size === other.length && other.every((value) => set.has(value));
}
