import { ReadingLogitsError } from "../logits/errors.js";
import { alignCells, inspectCustom, printable } from "../logits/text.js";

const shown = 5;
const widestText = 72;

/**
 * One split of a data set: an array of examples that knows its labels and prints as a table.
 *
 * Where a model knows the names of its classes, too, the Trainer and the metrics that are given the data set itself match
 * classes by name, whatever their numbers are.
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
  /** True if nothing gave the order of the classes: they are in alphabetical order, and their indices mean nothing elsewhere. */
  readonly is_sorted: boolean;

  /** `map` and the like return plain arrays, since their items need not be examples. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(
    examples: Iterable<Example>,
    name: string,
    id2label: Record<number, string>,
    is_sorted = false,
  ) {
    super();
    for (const example of examples) this.push(example);
    this.name = name;
    this.id2label = id2label;
    this.is_sorted = is_sorted;
  }

  /**
   * The texts, in order.
   *
   * @throws {DatasetError} when the texts come in pairs: `classifier.logits` takes the data set itself
   */
  get texts(): string[] {
    return this.map(({ id, text, text_pair }) => {
      if (text_pair === undefined) return text;
      throw new DatasetError(
        `${this.name} has pairs of texts (example ${id}), which texts would lose: give the data set itself, classifier.logits(dataset)`,
      );
    });
  }

  /**
   * The class index of each text, in the numbering of `id2label`, in order; -100 for a text without a label.
   *
   * @throws {DatasetError} when the file was read with `label: null`, or a text has none of several labels
   */
  get labels(): number[] {
    return this.map(({ id, label, labels }) => {
      if (label !== undefined) return label;
      const advice = labels
        ? "read the labels of each example instead, map(({ labels }) => labels)"
        : "name their column in loadDataset(path, { label })";
      throw new DatasetError(
        `${this.name} has no ${labels ? "one label for every text" : "labels"} (example ${id}): ${advice}`,
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
    return new Dataset(super.filter(keep), this.name, this.id2label, this.is_sorted);
  }

  /** The examples from `start` up to `end`, as a new data set. */
  override slice(start?: number, end?: number): Dataset {
    return new Dataset(super.slice(start, end), this.name, this.id2label, this.is_sorted);
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
  const rows = examples.map(({ id, label_name = "", text, text_pair }) => {
    const texts = text_pair === undefined ? [text] : [text, text_pair];
    return isNamed ? [id, label_name, ...texts] : [id, ...texts];
  });
  return alignCells(rows, () => false, widestText);
}

/** One text of a data set, and what a careful reader said about it. */
export interface Example {
  /** The data set's own name for it, `"r001"`; without one, the number of its row, counted from `"1"`. */
  id: string;
  text: string;
  /** The second text, for a model that reads two: a question's answer, a premise's hypothesis. */
  text_pair?: string;
  /**
   * Class index of the label (in a file read with `problem_type: "regression"`, its value), or of the first one if there are several; -100 where the file says that there is none, absent
   * if the text has none of several labels, and in a file read with `label: null`.
   */
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
