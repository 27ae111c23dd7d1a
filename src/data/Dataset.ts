import { ReadingLogitsError } from "../logits/errors.js";
import { alignCells, inspectCustom, printable } from "../logits/text.js";

const shown = 5;
const widestText = 72;

/**
 * One split of a data set: an array of examples that knows its labels and prints as a table.
 *
 * @example
 * const { test } = await loadDataset("reviews");
 * test[0].label_name // "NEGATIVE"
 * test.texts[0] // "I was bored from beginning to end.": classifier.logits(test.texts) takes them all
 * test.filter((example) => example.tags.includes("sarcasm")).length // 15
 */
export class Dataset extends Array<Example> {
  /** Where it comes from: `reviews/test`. */
  readonly name: string;
  /** Class index → class label. */
  readonly id2label: Record<number, string>;

  /** `map` and the like return plain arrays, since their items need not be examples. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(examples: Iterable<Example>, name: string, id2label: Record<number, string>) {
    super();
    for (const example of examples) this.push(example);
    this.name = name;
    this.id2label = id2label;
  }

  /** The texts, in order. */
  get texts(): string[] {
    return this.map(({ text }) => text);
  }

  /**
   * The class index of each text, in order.
   *
   * @throws {DatasetError} when the file was read with `label: null`
   */
  get labels(): number[] {
    return this.map(({ id, label }) => {
      if (label !== undefined) return label;
      throw new DatasetError(
        `${this.name} has no labels (example ${id}): name their column in loadDataset(path, { label })`,
      );
    });
  }

  /** The number of examples, under the name that Python's datasets uses. */
  get num_rows(): number {
    return this.length;
  }

  /** The names of the columns, as the first example has them. */
  get column_names(): string[] {
    return this.length > 0 ? Object.keys(this[0]) : [];
  }

  /** The examples that pass the test, as a new data set. */
  override filter(keep: (example: Example, index: number, all: Example[]) => unknown): Dataset {
    return new Dataset(super.filter(keep), this.name, this.id2label);
  }

  /** The examples from `start` up to `end`, as a new data set. */
  override slice(start?: number, end?: number): Dataset {
    return new Dataset(super.slice(start, end), this.name, this.id2label);
  }

  /** Name, size and columns, then the first five examples. */
  override toString(): string {
    const first = super.slice(0, shown);
    const head = `${this.name}: ${this.length} ${this.length === 1 ? "row" : "rows"}`;
    const columns = this.length > 0 ? ` (${this.column_names.join(", ")})` : "";
    const rest = this.length > shown ? [`… and ${this.length - shown} more rows`] : [];
    return [printable(head + columns), tableOf(first), ...rest].filter(Boolean).join("\n");
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

function tableOf(examples: readonly Example[]): string {
  const isNamed = examples.some(({ label_name }) => label_name);
  const rows = examples.map(({ id, label_name = "", text }) =>
    isNamed ? [id, label_name, text] : [id, text],
  );
  return alignCells(rows, () => false, widestText);
}

/** One text of a data set, and what a careful reader said about it. */
export interface Example {
  /** The data set's own name for it, `"r001"`; without one, the number of its row, counted from `"1"`. */
  id: string;
  text: string;
  /** Class index of the label, or of the first one if there are several; absent in a file read with `label: null`. */
  label?: number;
  /** Its class label, `"POSITIVE"`. */
  label_name?: string;
  /** For texts that may have several labels: 1 for each class the text has and 0 for the others, in the order of the classes. */
  labels?: number[];
  /** What kind of text it is: `["negation", "short"]`. */
  tags: string[];
}

/** A data set that can't be found or read; the message names the file, the row and the column and says what to do. */
export class DatasetError extends ReadingLogitsError {
  override readonly name = "DatasetError";
}
