import { suggestion } from "../logits/checks.js";
import type { ClassifierConfig } from "../logits/config.js";
import { describe } from "../logits/text.js";
import type { Row } from "./ForwardModel.js";
import { ignoredLabel, problemTypeOf } from "./loss.js";
import type { LabelIds } from "./PredictionOutput.js";
import { TrainerError } from "./TrainerError.js";

/**
 * The data set's rows as a list.
 *
 * @throws {TrainerError} when they aren't a list of objects
 */
export function checkRows(caller: string, dataset: unknown): Row[] {
  if (!isIterable(dataset) || typeof dataset === "string") {
    throw new TrainerError(
      `${caller} needs a data set, a list of rows { text, label }, got ${describe(dataset)}${splitsAdvice(dataset)}`,
    );
  }
  const rows = [...dataset];
  rows.forEach((row, i) => {
    if (typeof row === "object" && row !== null) return;
    throw new TrainerError(`${caller} needs rows { text, label }: row ${i} is ${describe(row)}`);
  });
  return rows as Row[];
}

/**
 * The rows' texts.
 *
 * @throws {TrainerError} for a row without one
 */
export function textsOf(caller: string, rows: readonly Row[]): string[] {
  return rows.map((row, i) => {
    if (typeof row.text === "string") return row.text;
    throw new TrainerError(
      `${caller} needs a text in every row: in row ${i} "text" is ${describe(row.text)} (it has ${Object.keys(row).join(", ") || "nothing"})`,
    );
  });
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** The likely slip is to hand over all splits at once. */
function splitsAdvice(value: unknown): string {
  const hasSplits = typeof value === "object" && value !== null && "test" in value;
  return hasSplits ? `; choose one of its parts, for example dataset.test` : "";
}

/**
 * The labels of a data set's rows, from their column `label`, `labels` or `label_ids`: class indices or, for a model that
 * decides on each label separately, a 0 or 1 for each; `null` when no row has a label. Rows may name the labels instead.
 *
 * @throws {TrainerError} for a row with an unknown label, or without one when others have one
 */
export function checkLabelIds(
  caller: string,
  rows: readonly Row[],
  config: ClassifierConfig,
): LabelIds | null {
  const values = labelColumn(caller, rows, config.problem_type);
  if (values === null) return null;
  const checkOne =
    problemTypeOf(config, values) === "multi_label_classification" ? checkSeveral : checkSingle;
  return values.map((value, i) => checkOne(`${caller}: row ${i}`, value, config)) as LabelIds;
}

/** The labels just as the rows hold them: either every row has one or none has. */
export function labelColumn(
  caller: string,
  rows: readonly Row[],
  problem_type: string | null,
): unknown[] | null {
  const isMulti = problem_type === "multi_label_classification";
  const order = isMulti ? ["labels", "label", "label_ids"] : ["label", "labels", "label_ids"];
  const values = rows.map((row) => order.map((name) => row[name]).find((value) => value != null));
  const missing = values.indexOf(undefined);
  if (missing === -1) return values.length > 0 ? values : null;
  const present = values.findIndex((value) => value !== undefined);
  if (present === -1) return null;
  throw new TrainerError(
    `${caller} needs a label in every row or in none: row ${present} has one, row ${missing} has none`,
  );
}

function checkSingle(place: string, value: unknown, config: ClassifierConfig): number {
  if (typeof value === "string") return idOf(place, value, config);
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw new TrainerError(`${place} needs one label, a number or a name, got ${describe(value)}`);
  }
  if (config.problem_type === "regression" || config.num_labels === 1) return value;
  if (value === ignoredLabel) return value;
  if (Number.isInteger(value) && value >= 0 && value < config.num_labels) return value;
  throw new TrainerError(
    `${place} has label ${value}, but the model has ${config.num_labels} labels, 0 to ${config.num_labels - 1}`,
  );
}

function checkSeveral(place: string, value: unknown, config: ClassifierConfig): number[] {
  const { num_labels } = config;
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) {
    const ids = value.map((name) => idOf(place, name, config));
    return Array.from({ length: num_labels }, (_, id) => (ids.includes(id) ? 1 : 0));
  }
  const isRow = Array.isArray(value) && value.length === num_labels;
  if (isRow && value.every((one) => Number.isFinite(one))) return [...value];
  throw new TrainerError(
    `${place} needs 0 or 1 for each of the ${num_labels} labels, or a list of names, got ${describe(value)}`,
  );
}

function idOf(place: string, name: string, { label2id }: ClassifierConfig): number {
  if (Object.hasOwn(label2id, name)) return label2id[name];
  throw new TrainerError(
    `${place} has the label ${describe(name)}, which the model doesn't know${suggestion(name, Object.keys(label2id))}`,
  );
}
