import { isList } from "../checkLogits.js";
import { describe } from "../text.js";
import type { Found } from "./Diagnosis.js";
import { type Held, quote } from "./Held.js";
import { gridOf } from "./readArrays.js";
import { unknownLabels } from "./readOutput.js";

/** The true labels as they could be read. */
export interface Truth {
  /** The class of each text, -1 where it has none; nothing where the labels are no class ids. */
  readonly classes?: Int32Array;
  /** True where label_ids name one class for each text, instead of having a number for each class. */
  readonly isOneEach?: boolean;
  /** True where label_ids hold numbers that are not whole, such as the targets of a regression. */
  readonly isValues: boolean;
}

const none: Truth = { isValues: false };

/** Entries that mean "no label": PyTorch's `ignore_index`, and what data sets write for a hidden test label. */
const noLabel = [-100, -1];

/** Reads label_ids in every form in which people keep them; what is wrong with them becomes findings. */
export function readTruth(held: Held, areIds: boolean, findings: Found[]): Truth {
  const { label_ids } = held.known;
  if (label_ids === null || label_ids === undefined) return none;
  const entries = Array.from(isList(label_ids) ? label_ids : []);
  if (entries.length > 0 && entries.every((entry) => typeof entry === "string")) {
    return readNames(entries as string[], held, areIds || held.isPartial, findings);
  }
  const grid = gridOf(label_ids) ?? gridOf(entries.map((entry) => entry ?? Number.NaN));
  if (!grid || grid.dims.length > 2) {
    findings.push(
      range(
        `label_ids cannot be read: ${describe(label_ids)}`,
        {},
        "pass one class index per text, [n]",
      ),
    );
    return none;
  }
  const { data, dims } = grid;
  const { rows, columns } = held.flat;
  const isOneHotRow = dims.length === 1 && rows === 1 && dims[0] === columns && columns > 1;
  if (isOneHotRow) return ofRows({ data, dims: [1, columns] }, held, findings);
  if (dims[0] !== rows) {
    findings.push(wrongLength(dims, held));
    return none;
  }
  if (dims.length === 2 && dims[1] > 1) return ofRows({ data, dims }, held, findings);
  if (dims.length === 2 && columns > 1) {
    findings.push({
      id: "extra-axis",
      severity: "note",
      certainty: "certain",
      message: `label_ids have the shape [${dims.join(", ")}] and were read as one class index for each of the ${rows} texts`,
      evidence: { dims: [...dims] },
      next: "flatten them: label_ids.flat() here, label_ids.ravel() in numpy",
    });
  }
  return ofClasses(data, held, areIds || held.isPartial, findings);
}

function range(message: string, evidence: Found["evidence"], next: string): Found {
  return { id: "label-range", severity: "error", certainty: "certain", message, evidence, next };
}

function wrongLength(dims: readonly number[], { flat }: Held): Found {
  const isFlatRows = dims.length === 1 && dims[0] === flat.rows * flat.columns;
  return {
    id: "label-length",
    severity: "error",
    certainty: "certain",
    message: `label_ids have ${dims[0]} entries for ${flat.rows} texts`,
    evidence: { labels: dims[0], texts: flat.rows },
    next: isFlatRows
      ? `cut them into rows of ${flat.columns}, one row per text`
      : "take both from the same run: a dropped last batch, a filtered data set or a header line are usual reasons",
  };
}

function readNames(
  entries: string[],
  { flat, known }: Held,
  isOpen: boolean,
  findings: Found[],
): Truth {
  const { labels } = known;
  if (entries.length !== flat.rows) {
    findings.push(wrongLength([entries.length], { flat } as Held));
    return none;
  }
  const names = [...new Set(entries)];
  const isDigits = names.every((name) => /^-?\d+$/.test(name)) && !labels.includes(names[0]);
  if (isDigits) return ofClasses(entries.map(Number), { flat, known } as Held, isOpen, findings);
  if (labels.length === 0) {
    findings.push({
      id: "label-names",
      severity: "warning",
      certainty: "certain",
      message: `label_ids are ${names.length} names, such as ${quote(names[0])}, and no id2label says which class each of them is`,
      evidence: { names: names.length },
      next: "pass the model's id2label too: names are matched with it, never by their order",
    });
    return none;
  }
  const unknown = names.filter((name) => !labels.includes(name));
  if (unknown.length > 0) {
    findings.push(unknownLabels(unknown, labels, "label_ids"));
    return none;
  }
  findings.push({
    id: "label-names",
    severity: "note",
    certainty: "certain",
    message: `label_ids are names, and all ${names.length} of them were found in the config`,
    evidence: { names: names.length },
    next: "for other functions, turn them into class indices with label2idOf(id2label)",
  });
  const classes = Int32Array.from(entries, (name) => labels.indexOf(name));
  return { ...none, classes, isOneEach: true };
}

/** One row of numbers for each text: one-hot, multi-hot, or shares of several classes. */
function ofRows(
  { data, dims }: { data: ArrayLike<number>; dims: readonly number[] },
  { flat }: Held,
  findings: Found[],
): Truth {
  const [rows, width] = dims;
  if (width !== flat.columns) {
    findings.push({
      id: "label-length",
      severity: "error",
      certainty: "certain",
      message: `each row of label_ids has ${width} numbers, but there are ${flat.columns} classes`,
      evidence: { labels: width, columns: flat.columns },
      next: "take the labels of the same classes as the model's, in the order of its id2label",
    });
    return none;
  }
  const classes = new Int32Array(rows).fill(-1);
  for (let row = 0; row < rows; row++) {
    let ones = 0;
    for (let column = 0; column < width; column++) {
      const value = data[row * width + column];
      if (value !== 0 && value !== 1) return none;
      if (value === 0) continue;
      classes[row] = column;
      ones++;
    }
    if (ones !== 1) return none;
  }
  return { ...none, classes };
}

/** One number for each text: a class, no label, or a value. */
function ofClasses(data: ArrayLike<number>, held: Held, isOpen: boolean, findings: Found[]): Truth {
  const { columns } = held.flat;
  const { head } = held.known;
  // A single logit decides between two classes; ids and the best few of a pipeline leave the number of classes to the config.
  const classes = isOpen
    ? (held.known.count ?? Number.POSITIVE_INFINITY)
    : columns === 1
      ? Math.max(2, held.known.count ?? 2)
      : columns;
  const values = Array.from(data);
  const isWhole = values.every((value) => Number.isInteger(value) || Number.isNaN(value));
  if (head === "none" || (columns === 1 && !isWhole && !isOpen)) {
    return { isValues: true };
  }
  const broken = values.findIndex((value) => !Number.isInteger(value));
  if (broken >= 0) {
    findings.push(
      range(
        `label_ids hold ${values[broken]} for text ${broken}, which is no class index`,
        { text: broken },
        "pass whole class indices from 0 on, or -100 where a text has no label",
      ),
    );
    return none;
  }
  const labelled = values.filter((value) => !noLabel.includes(value));
  const lowest = labelled.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const highest = labelled.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const outside = labelled.filter((value) => value < 0 || value >= classes).length;
  if (outside > 0) {
    const isFromOne = lowest >= 1 && highest === classes;
    findings.push(
      range(
        isFromOne
          ? `label_ids run from ${lowest} to ${highest}, but the ${classes} classes are counted from 0: they seem to be counted from 1`
          : `${outside} of ${values.length} label_ids lie outside the classes 0 to ${classes - 1} (they run from ${lowest} to ${highest})`,
        { outside, smallest: lowest, largest: highest, classes },
        isFromOne
          ? "take 1 from every label, after making sure that the data set's first class is the model's class 0"
          : "compare the data set's classes with the model's id2label: they may be another task's",
      ),
    );
    return none;
  }
  const open = findMinusOne(values, classes, lowest, highest);
  if (open) {
    findings.push(open);
    return none;
  }
  return {
    ...none,
    classes: Int32Array.from(values, (value) => (noLabel.includes(value) ? -1 : value)),
    isOneEach: true,
  };
}

/** -1 may be a class of its own, where the others are 1, or 0 and 1; where nothing else is left, it hides the labels. */
function findMinusOne(
  values: readonly number[],
  classes: number,
  lowest: number,
  highest: number,
): Found | undefined {
  const minusOnes = values.filter((value) => value === -1).length;
  const unlabelled = values.filter((value) => noLabel.includes(value)).length;
  if (minusOnes > 0 && unlabelled === values.length) {
    return {
      ...range(
        `all ${unlabelled} label_ids are -1, which was read as no label, although of classes numbered -1 and 1 it would be the first: there is nothing to compare with`,
        { unlabelled },
        "bring the true labels (the test sets of public benchmarks hide theirs), numbered from 0",
      ),
      severity: "note",
    };
  }
  const isOfTwo = classes === 2 && lowest > 0;
  const isOfThree = (classes === 3 || classes === Number.POSITIVE_INFINITY) && highest <= 1;
  if (minusOnes === 0 || !(isOfTwo || isOfThree)) return undefined;
  const [are, write] = isOfTwo
    ? ["-1 and 1, as support vector machines number them", "0 and 1"]
    : ["-1, 0 and 1", "0, 1 and 2"];
  return {
    ...range(
      `${minusOnes} of ${values.length} label_ids are -1 and none is above 1, which can be read in two ways: the classes are ${are}, or -1 means no label; they were not compared`,
      { minus_ones: minusOnes, labels: values.length },
      `write ${write} for the classes, or -100 where a text has no label`,
    ),
    severity: "warning",
  };
}

/** Sigmoids of several labels beside one class for each text: two readings, unless the config decides. */
export function findOneEach(
  { flat, known }: Held,
  sigmoids: Found,
  truth: Truth,
): Found | undefined {
  if (sigmoids.id !== "already-independent-probabilities" || !truth.isOneEach || flat.columns < 2)
    return undefined;
  const shown = `the rows do not sum to 1, as sigmoids don't, and label_ids name one class for each of the ${flat.rows} texts`;
  if (known.head === "sigmoid") {
    return {
      id: "problem-type",
      severity: "note",
      certainty: "certain",
      message: `${shown}: the model decides each of its ${flat.columns} labels on its own, and is judged by one of them`,
      evidence: { rows: flat.rows, columns: flat.columns },
      next: "compare with all labels of each text, as a 0 or 1 for each, if there are any; an accuracy of the largest score says nothing about the threshold",
    };
  }
  return {
    id: "sigmoid-on-single-label",
    severity: "warning",
    certainty: flat.columns === 2 ? "likely" : "possible",
    message: `${shown}: either its classes exclude one another and sigmoid was applied where softmax belongs, or the model decides each label on its own and is judged by one of them`,
    evidence: { ...sigmoids.evidence, rows: flat.rows },
    next: "look up the config's problem_type, and pass it: for single_label_classification take softmax of the logits, log(p / (1 − p)); for multi_label_classification compare each score with its threshold",
  };
}

/** Indices that somebody computed, compared with the largest number of each row. */
export function findPredicted({ flat, known }: Held, predicted: Int32Array): Found[] {
  const { predicted_index } = known;
  const { data, rows, columns } = flat;
  if (predicted_index === undefined || predicted_index === null) return [];
  const one = typeof predicted_index === "object" ? predicted_index : [predicted_index];
  const grid = gridOf(one);
  if (!grid || grid.dims.slice(1).some((size) => size !== 1)) return [];
  const given = Array.from(grid.data);
  // Of equal numbers any may be named.
  const isLargest = (index: number, row: number) =>
    data[row * columns + index] === data[row * columns + predicted[row]];
  const wrong = given.filter((index, row) => row < rows && !isLargest(index, row)).length;
  if (given.length === rows && wrong === 0) return [];
  const byColumn =
    given.length === columns && given.every((row, column) => leads(flat, row, column));
  const isOverall = given.length === 1 && given[0] === largestOfAll(data);
  if ((byColumn && (columns !== 1 || rows > 1)) || isOverall) {
    return [
      {
        id: "argmax-over-wrong-axis",
        severity: "error",
        certainty: "certain",
        message: byColumn
          ? `these ${given.length} indices name the text with the largest number for each class; naming the largest class of each of the ${rows} texts takes ${rows} indices`
          : `this index, ${given[0]}, is the place of the largest of all ${rows * columns} numbers, not a class of a text`,
        evidence: { given: given.slice(0, 10), expected: Array.from(predicted.slice(0, 10)) },
        next: "take argmax along the classes: argmax(logits) here, np.argmax(predictions, axis=1) in Python",
      },
    ];
  }
  const isLength = given.length !== rows;
  const isFromOne = given.every((index, row) => isLargest(index - 1, row));
  return [
    {
      id: "predicted-disagree",
      severity: "error",
      certainty: "certain",
      message: isLength
        ? `predicted_index has ${given.length} entries for ${rows} texts`
        : `${wrong} of ${rows} indices in predicted_index are not their row's largest number${isFromOne ? ": they are counted from 1" : ""}`,
      evidence: { wrong: isLength ? Math.abs(given.length - rows) : wrong, rows },
      next: isFromOne
        ? "take 1 from every index: classes are counted from 0"
        : "take both from the same run, and argmax along the classes of each row",
    },
  ];
}

function leads({ data, rows, columns }: Held["flat"], row: number, column: number): boolean {
  if (!(row >= 0 && row < rows)) return false;
  for (let other = 0; other < rows; other++) {
    if (data[other * columns + column] > data[row * columns + column]) return false;
  }
  return true;
}

function largestOfAll(data: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < data.length; i++) if (data[i] > data[best]) best = i;
  return best;
}
