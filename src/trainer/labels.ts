import { isList } from "../logits/checkLogits.js";
import { nearestName } from "../logits/checks.js";
import type { ClassifierConfig } from "../logits/config.js";
import { isNamed } from "../logits/labelIds.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import { note } from "../logits/note.js";
import { describe } from "../logits/text.js";
import type { Row } from "./ForwardModel.js";
import { checkShares } from "./loss.js";
import type { LabelIds } from "./PredictionOutput.js";
import { checkAgreement, checkLabelIds, labelColumns as columns, labelColumn } from "./rows.js";
import { TrainerError } from "./TrainerError.js";

/** Where the labels of a classifier's rows are, and the data set that may know the names of its classes. */
interface LabelSource {
  label_names?: readonly string[] | null;
  dataset?: unknown;
}

/**
 * The labels of a classifier's rows, from the column that `label_names` names if it is set: class indices, soft labels (the
 * probability of each class), or numbers for each label; `null` when no row has a label. Matched by name where both the data
 * set and the model know names; but not in a column of another name, of which the data set's names say nothing.
 *
 * @throws {TrainerError} for a row with an unknown label, or without one when others have one
 */
export function classifierLabels(
  caller: string,
  rows: readonly Row[],
  config: ClassifierConfig,
  { label_names = null, dataset = rows }: LabelSource = {},
): LabelIds | null {
  if (label_names && label_names.length > 1) {
    throw new TrainerError(
      `${caller} reads one label per text, but label_names has ${label_names.length} (${label_names.join(", ")}): name one column`,
    );
  }
  checkLabelNames(caller, rows, label_names);
  const named = withLabelColumn(rows, label_names);
  const isUsual = label_names === null || columns.includes(label_names[0]);
  const source = isUsual ? dataset : named;
  return softLabels(caller, named, config, source) ?? checkLabelIds(caller, named, config, source);
}

/** The labels just as the rows of a model of your own hold them; with several `label_names`, a tuple of such lists. */
export function rawLabels(
  rows: readonly Row[],
  label_names: readonly string[] | null,
): LabelIds | LabelIds[] | null {
  checkLabelNames("Trainer", rows, label_names);
  const read = (names: readonly string[] | null) =>
    labelColumn("Trainer", withLabelColumn(rows, names), null) as LabelIds | null;
  if (label_names === null || label_names.length < 2) return read(label_names);
  const parts = label_names.map((name) => read([name]));
  return parts.every((part) => part !== null) ? parts : null;
}

/**
 * Where no row has the column that holds the labels: an error if another column seems to be meant, otherwise a note, as texts
 * without labels may be predicted with the same arguments.
 *
 * @throws {TrainerError} for a slip in `label_names`, and for a column such as `Label` where no name is given
 */
function checkLabelNames(
  caller: string,
  rows: readonly Row[],
  label_names: readonly string[] | null,
): void {
  const there = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (label_names === null) {
    const slip = there.find((name) => labelSlip.test(name));
    if (slip === undefined || columns.some((name) => there.includes(name))) return;
    throw new TrainerError(
      `${caller} reads labels from a column label, labels or label_ids, but the rows have "${slip}": rename it, or name it in args: label_names: ["${slip}"]`,
    );
  }
  const missing = label_names.find((name) => !there.includes(name));
  if (missing === undefined || rows.length === 0) return;
  // Any two names as short as "x" and "y" are near each other.
  const near = missing.length > 3 ? nearestName(missing, there) : undefined;
  const meant = near ?? columns.find((name) => there.includes(name));
  if (meant === undefined) {
    note(`${caller}: no row has the column "${missing}" of label_names, so there is no loss`);
    return;
  }
  throw new TrainerError(
    `${caller}: no row has the column "${missing}" of label_names; did you mean "${meant}"?`,
  );
}

/** Names that are nearly those of label columns. */
const labelSlip = /^_*labels?_?(ids?)?_*$/i;

/** The rows with the label that `label_names` means in the column `label`, and in no other; a label's name stays with it. */
function withLabelColumn(rows: readonly Row[], label_names: readonly string[] | null): Row[] {
  if (label_names === null) return [...rows];
  const [name] = label_names;
  return rows.map((row) => {
    const isOther = (column: string) =>
      columns.includes(column) || (column === "label_name" && name !== "label");
    const rest = Object.entries(row).filter(([column]) => !isOther(column));
    const label = name === undefined ? undefined : row[name];
    return { ...Object.fromEntries(rest), ...(label != null && { label }) };
  });
}

/** Labels that are probabilities, if one of them is: for a model that chooses one class, any list but of zeros and ones. */
function softLabels(
  caller: string,
  rows: readonly Row[],
  { problem_type, num_labels, id2label }: ClassifierConfig,
  dataset: unknown,
): number[][] | null {
  if (problem_type !== "single_label_classification") return null;
  const labels = rows.map((row) => columns.map((name) => row[name]).find((value) => value != null));
  const soft = labels.findIndex(isSoft);
  if (soft === -1) return null;
  checkAgreement(caller, rows);
  const order = classOrder(caller, dataset, id2label);
  return labels.map((label, row) => {
    if (isList(label)) {
      const shares = checkShares(`${caller}: row ${row}`, label, num_labels);
      return order ? order.map((stored) => shares[stored]) : shares;
    }
    throw new TrainerError(
      `${caller} needs labels of one kind: row ${soft} has probabilities, row ${row} has ${describe(label)}`,
    );
  });
}

function isSoft(label: unknown): boolean {
  const isBetween = (value: unknown) => typeof value === "number" && value > 0 && value < 1;
  return isList(label) && Array.from(label).some(isBetween);
}

/** For each of the model's classes, its place among the data set's; `undefined` where one of them knows no names. */
function classOrder(
  caller: string,
  dataset: unknown,
  id2label: Readonly<Record<number, string>>,
): number[] | undefined {
  const stored = (dataset as { id2label?: Id2Label } | null)?.id2label;
  if (!stored) return undefined;
  const [theirs, ours] = [stored, id2label].map((map) => readLabels(map, undefined, caller));
  if (!isNamed(theirs) || !isNamed(ours)) return undefined;
  const order = ours.map((label) => theirs.indexOf(label));
  if (theirs.length === ours.length && !order.includes(-1)) return order;
  throw new TrainerError(
    `${caller} needs soft labels over the model's classes: the data set has ${theirs.join(", ")}, the model ${ours.join(", ")}`,
  );
}
