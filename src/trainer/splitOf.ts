import { describe } from "../logits/describe.js";
import { DatasetError } from "./DatasetError.js";

export type Split = "train" | "validation" | "test";

/** The words that Python's datasets takes for each split. */
const names = new Map<string, Split>([
  ...["train", "training"].map((name): [string, Split] => [name, "train"]),
  ...["validation", "valid", "val", "dev"].map((name): [string, Split] => [name, "validation"]),
  ...["test", "testing", "eval", "evaluation"].map((name): [string, Split] => [name, "test"]),
]);

/**
 * The split that a cell names.
 *
 * @throws {DatasetError} for any other word
 *
 * @example
 * splitOf("dev", "mine.csv, row 3", "split") // "validation"
 */
export function splitOf(value: unknown, place: string, column: string): Split {
  const split = typeof value === "string" ? names.get(value.trim().toLowerCase()) : undefined;
  if (split) return split;
  throw new DatasetError(
    `loadDataset needs train, validation or test as split: ${place}, column ${JSON.stringify(column)} is ${describe(value)}`,
  );
}
