import { describe } from "../logits/describe.js";
import type { Row } from "./ForwardModel.js";
import { TrainerError } from "./TrainerError.js";

/** The data set's rows as a list; anything that isn't a list of objects is named. */
export function readRows(functionName: string, dataset: unknown): Row[] {
  if (!isIterable(dataset) || typeof dataset === "string") {
    throw new TrainerError(
      `${functionName} needs a data set, a list of rows { text, label }, got ${describe(dataset)}${splitsAdvice(dataset)}`,
    );
  }
  const rows = [...dataset];
  rows.forEach((row, i) => {
    if (typeof row === "object" && row !== null) return;
    throw new TrainerError(
      `${functionName} needs rows { text, label }: row ${i} is ${describe(row)}`,
    );
  });
  return rows as Row[];
}

/** The rows' texts. */
export function textsOf(functionName: string, rows: readonly Row[]): string[] {
  return rows.map((row, i) => {
    if (typeof row.text === "string") return row.text;
    throw new TrainerError(
      `${functionName} needs a text in every row: in row ${i} "text" is ${describe(row.text)} (it has ${Object.keys(row).join(", ") || "nothing"})`,
    );
  });
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** All splits at once is the likely slip. */
function splitsAdvice(value: unknown): string {
  const hasSplits = typeof value === "object" && value !== null && "test" in value;
  return hasSplits ? `; choose one of its parts, dataset.test say` : "";
}
