import { isList } from "./checkLogits.js";
import { LogitsError } from "./errors.js";
import { describe } from "./text.js";

/** Class index → class label, as in a model's `config.json` (string keys) or in Python (number keys), or as a list. */
export type Id2Label = Readonly<Record<string | number, string>> | readonly string[];

/**
 * Reads a label map as a plain list with one label for each class index, or says why the map doesn't fit.
 *
 * @param id2label `{ 0: "NEGATIVE", 1: "POSITIVE" }`, with string or number keys, or `["NEGATIVE", "POSITIVE"]`;
 *   without one, the placeholders that Transformers writes: `LABEL_0`, `LABEL_1`, …
 * @param columns the number of logits per row; without it, the map's own size
 * @param caller the function that an error names
 * @returns the labels in the order of the class indices
 * @throws {LogitsError} when the numbers of labels and logits differ, an index is missing, a key isn't a class index, a
 *   label isn't text, or two classes share a label
 *
 * @example
 * readLabels({ 0: "NEGATIVE", 1: "POSITIVE" }, 2) // ["NEGATIVE", "POSITIVE"]
 */
export function readLabels(
  id2label: Id2Label | null | undefined,
  columns?: number,
  caller = "readLabels",
): string[] {
  if (id2label === null || id2label === undefined) {
    return Array.from({ length: columns ?? 0 }, (_, index) => `LABEL_${index}`);
  }
  if (typeof id2label !== "object" || (ArrayBuffer.isView(id2label) as boolean)) {
    throw new LogitsError(
      `${caller} needs id2label to map class indices to labels, got ${describe(id2label)}`,
    );
  }
  const entries = isList(id2label)
    ? Array.from(id2label, (label, index): [string, unknown] => [String(index), label])
    : Object.entries(id2label);
  checkCount(entries.length, columns, caller);
  return placeLabels(entries, caller);
}

function checkCount(labels: number, columns: number | undefined, caller: string): void {
  if (columns === undefined || labels === columns) return;
  throw new LogitsError(
    `${caller} needs one label for each logit: id2label has ${labels} labels, a row has ${columns} logits`,
  );
}

function placeLabels(entries: [string, unknown][], caller: string): string[] {
  const labels = new Array<string>(entries.length);
  const indexOf = new Map<string, string>();
  for (const [key, label] of entries) {
    if (!isIndex(key)) {
      throw new LogitsError(
        `${caller} needs class indices as keys of id2label, got ${describe(key)}${typeof label === "number" ? ": this looks like label2id; convert it with id2labelOf(label2id)" : ""}`,
      );
    }
    if (Number(key) >= entries.length) {
      const missing = entries.findIndex((_, index) => !entries.some(([k]) => k === String(index)));
      throw new LogitsError(
        `${caller} needs a label for every class index from 0 to ${entries.length - 1}: id2label has ${key} but no ${missing}`,
      );
    }
    if (typeof label !== "string") {
      throw new LogitsError(
        `${caller} needs text as labels: id2label[${key}] is ${describe(label)}`,
      );
    }
    const other = indexOf.get(label);
    if (other !== undefined) {
      throw new LogitsError(
        `${caller} needs a label of its own for each class: ${other} and ${key} are both ${JSON.stringify(label)}`,
      );
    }
    indexOf.set(label, key);
    labels[Number(key)] = label;
  }
  return labels;
}

/** What a config says of its labels, as it came: nothing of it is checked yet. */
interface LabelMaps {
  readonly id2label?: unknown;
  readonly label2id?: unknown;
  readonly num_labels?: unknown;
}

/**
 * Refuses a config whose `id2label`, `label2id` and `num_labels` can't all be true, or of which one is nothing of the kind.
 *
 * Gaps in `id2label` are left to {@link readLabels}. Placeholders (`LABEL_0`, …) in either map are no names, and a `label2id` may
 * lack some of them.
 *
 * @param orLabel2id true where `label2id` is read if there is no `id2label`
 */
export function checkLabelMaps(
  { id2label, label2id, num_labels }: LabelMaps,
  caller: string,
  orLabel2id = false,
): void {
  if (isGiven(num_labels) && !(Number.isInteger(num_labels) && Number(num_labels) >= 0)) {
    throw new LogitsError(
      `${caller} needs num_labels to be a whole number of 1 or more, or left out, got ${describe(num_labels)}`,
    );
  }
  const indexOf = indicesOf(label2id, caller);
  if (!isGiven(id2label)) {
    if (orLabel2id || indexOf.every(([label, index]) => label === `LABEL_${index}`)) return;
    throw new LogitsError(
      `${caller} reads labels from id2label, and only label2id is given: convert it with id2labelOf(label2id)`,
    );
  }
  if (typeof id2label !== "object" || ArrayBuffer.isView(id2label)) {
    throw new LogitsError(
      `${caller} needs id2label to map class indices to labels, such as { 0: "NEGATIVE", 1: "POSITIVE" }, got ${describe(id2label)}`,
    );
  }
  const labels = Object.entries(id2label ?? {});
  if (isGiven(num_labels) && num_labels !== 0 && num_labels !== labels.length) {
    throw new LogitsError(
      `${caller} needs a label for each class: num_labels is ${num_labels}, but id2label has ${labels.length}; leave num_labels out if id2label is right`,
    );
  }
  checkAgreement(new Map(labels), indexOf, caller);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The entries of `label2id`; its indices are text in some files. */
function indicesOf(label2id: unknown, caller: string): [label: string, index: string][] {
  if (!isGiven(label2id)) return [];
  if (typeof label2id !== "object" || isList(label2id)) {
    throw new LogitsError(
      `${caller} needs label2id to map labels to class indices, such as { NEGATIVE: 0, POSITIVE: 1 }, got ${describe(label2id)}`,
    );
  }
  return Object.entries(label2id ?? {}).map(([label, index]) => {
    if (isIndex(String(index))) return [label, String(index)];
    throw new LogitsError(
      `${caller} needs class indices as values of label2id: ${JSON.stringify(label)} has ${describe(index)}`,
    );
  });
}

function isIndex(key: string): boolean {
  return /^(0|[1-9]\d*)$/.test(key);
}

function checkAgreement(
  labelAt: ReadonlyMap<string, unknown>,
  indexOf: readonly [label: string, index: string][],
  caller: string,
): void {
  const isPlaceholder = ([index, label]: [string, unknown]) => label === `LABEL_${index}`;
  const entries = [...labelAt];
  const areOdd = !entries.every(([key, label]) => isIndex(key) && typeof label === "string");
  const turned = indexOf.map(([label, index]): [string, string] => [index, label]);
  if (areOdd || entries.every(isPlaceholder) || turned.every(isPlaceholder)) return;
  for (const [label, index] of indexOf) {
    const other = labelAt.get(index);
    if (other === label) continue;
    throw new LogitsError(
      `${caller} needs id2label and label2id to agree: label2id has ${JSON.stringify(label)} as class ${index}, where id2label has ${other === undefined ? "none" : JSON.stringify(other)}; look up which is right, and leave label2id out`,
    );
  }
}

/**
 * Turns `label2id` into `id2label`, checked: class index → class label.
 *
 * @throws {LogitsError} when an index is missing, two labels share an index, or a value isn't a class index
 *
 * @example
 * id2labelOf({ NEGATIVE: 0, POSITIVE: 1 }) // { 0: "NEGATIVE", 1: "POSITIVE" }
 */
export function id2labelOf(label2id: Readonly<Record<string, number>>): Record<number, string> {
  const labels = new Map<number, string>();
  for (const [label, index] of Object.entries(label2id)) {
    if (!Number.isInteger(index) || index < 0) {
      throw new LogitsError(
        `id2labelOf needs class indices as values of label2id: ${JSON.stringify(label)} has ${describe(index)}`,
      );
    }
    const other = labels.get(index);
    if (other !== undefined) {
      throw new LogitsError(
        `id2labelOf needs a class index of its own for each label: ${JSON.stringify(other)} and ${JSON.stringify(label)} both have ${index}`,
      );
    }
    labels.set(index, label);
  }
  return { ...readLabels(Object.fromEntries(labels), undefined, "id2labelOf") };
}

/**
 * Turns `id2label` into `label2id`, checked: class label → class index.
 *
 * @throws {LogitsError} when an index is missing, a key isn't a class index, or two classes share a label, so that the map
 *   couldn't be turned back
 *
 * @example
 * label2idOf({ 0: "NEGATIVE", 1: "POSITIVE" }) // { NEGATIVE: 0, POSITIVE: 1 }
 */
export function label2idOf(id2label: Id2Label): Record<string, number> {
  const labels = readLabels(id2label, undefined, "label2idOf");
  return Object.fromEntries(labels.map((label, index) => [label, index]));
}

/**
 * True when every label is the placeholder `LABEL_i` of its own index: the model has no real names for its classes.
 *
 * @example
 * hasPlaceholderLabels({ 0: "LABEL_0", 1: "LABEL_1" }) // true
 */
export function hasPlaceholderLabels(id2label: Id2Label): boolean {
  const labels = readLabels(id2label, undefined, "hasPlaceholderLabels");
  return labels.length > 0 && labels.every((label, index) => label === `LABEL_${index}`);
}
