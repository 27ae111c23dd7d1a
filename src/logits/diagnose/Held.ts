import { type FlatLogits, isList } from "../checkLogits.js";
import {
  type FunctionToApply,
  impliedFunction,
  type PipelineConfig,
  problemTypes,
} from "../config.js";
import { checkLabelMaps } from "../labels.js";
import { shorten } from "../text.js";
import type { Found } from "./Diagnosis.js";
import type { Storage } from "./storage.js";

/** What a person may know besides the output itself. A model's config fits as it is. */
export interface DiagnoseContext extends PipelineConfig {
  /** Class label → class index, used where there is no `id2label`. */
  readonly label2id?: Readonly<Record<string, number>> | null;
  /**
   * The true labels, one entry per text: class indices (`number` or `bigint`; -100 or -1 is no label), class names, or one
   * number per class (one-hot, multi-hot), as in `PredictionOutput.label_ids`.
   */
  readonly label_ids?: ArrayLike<unknown> | null;
  /** The result of somebody's argmax, to be checked against the logits. */
  readonly predicted_index?: number | bigint | ArrayLike<unknown> | null;
  /** The texts themselves; only their number is used. */
  readonly texts?: ArrayLike<unknown> | null;
}

/** What is known besides the numbers, read and checked. */
export interface Known {
  /** The class labels in the order of the classes; empty if there are none. */
  readonly labels: readonly string[];
  /** The number of labels that the model has. */
  readonly count?: number;
  /** True if the config says so, false if a pipeline's output shows it. */
  readonly isCountSaid: boolean;
  /** The function that belongs to the model's head, by Transformers' rule where the config doesn't say. */
  readonly head?: FunctionToApply;
  /** True if the config itself says so. */
  readonly isHeadSaid: boolean;
  readonly label_ids: unknown;
  readonly predicted_index: unknown;
  /** The number of texts. */
  readonly texts?: number;
}

/** An output as it was read: its numbers, flat, and what is known besides them. */
export interface Held {
  readonly flat: FlatLogits;
  readonly known: Known;
  /** The precision in which the numbers were stored. */
  readonly storage: Storage;
  /** True if it came from a pipeline, as scores with their labels. */
  readonly isScored: boolean;
  /** True if a pipeline gave only the best few scores: the columns then aren't classes. */
  readonly isPartial: boolean;
  /** True if the numbers came as integers, bigints or booleans. */
  readonly isWhole: boolean;
}

/** The numbers of one row. */
export function rowAt({ data, columns }: FlatLogits, row: number): number[] {
  return Array.from({ length: columns }, (_, column) => data[row * columns + column]);
}

/** A label in a sentence, however long it is. */
export function quote(label: string): string {
  return JSON.stringify(shorten(label, 60));
}

/** Reads what the context says about the model and the texts; what is wrong with it becomes findings. */
export function readContext(context: DiagnoseContext, findings: Found[]): Known {
  const { num_labels, problem_type, function_to_apply, label_ids, predicted_index, texts } =
    context;
  findings.push(...findContradiction(context));
  const labels = readNames(context, findings);
  const count = labels?.length ?? (isCount(num_labels) ? num_labels : undefined);
  const asked = ["softmax", "sigmoid", "none"].find((name) => name === function_to_apply);
  const isKnownType = problemTypes.includes(problem_type ?? "");
  if (problem_type && !isKnownType) findings.push(unknownProblem(problem_type));
  const implied =
    isKnownType || count !== undefined
      ? impliedFunction(isKnownType ? problem_type : null, count ?? 0)
      : undefined;
  const lengths = [texts, label_ids].filter(isList).map((list) => list.length);
  return {
    labels: labels ?? [],
    count,
    isCountSaid: count !== undefined,
    head: (asked as FunctionToApply | undefined) ?? implied,
    isHeadSaid: asked !== undefined || isKnownType,
    label_ids,
    predicted_index,
    texts: lengths[0],
  };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}

function unknownProblem(problem_type: unknown): Found {
  return {
    id: "problem-type",
    severity: "warning",
    certainty: "certain",
    message: `problem_type is ${quote(String(problem_type))}, which Transformers does not know, so it was not used`,
    evidence: {},
    next: `write ${problemTypes.map((name) => `"${name}"`).join(", ")}, or leave it out`,
  };
}

/** Two label maps that came with the output, or one of them, and don't agree: a context's own are refused before. */
function findContradiction({ id2label, label2id }: DiagnoseContext): Found[] {
  try {
    checkLabelMaps({ id2label, label2id }, "diagnose", true);
    return [];
  } catch (error) {
    return [
      {
        id: "label-names",
        severity: "error",
        certainty: "certain",
        message: `the labels that came with the output contradict each other: ${(error as Error).message}`,
        evidence: {},
        next: "take id2label from the config of the model that made the output, and leave label2id out",
      },
    ];
  }
}

/** The class names in the order of the classes, as far as a label map gives them. */
function readNames({ id2label, label2id }: DiagnoseContext, findings: Found[]) {
  if (id2label === undefined || id2label === null) {
    if (typeof label2id !== "object" || label2id === null) return undefined;
    return Object.entries(label2id)
      .sort(([, a], [, b]) => Number(a) - Number(b))
      .map(([label]) => label);
  }
  const entries: [string, unknown][] = isList(id2label)
    ? Array.from(id2label, (label, index) => [String(index), label])
    : Object.entries(id2label);
  if (entries.length === 0) return undefined;
  const indices = entries.map(([key]) => (/^(0|[1-9]\d*)$/.test(key) ? Number(key) : Number.NaN));
  const isTurned = indices.every(Number.isNaN) && entries.every(([, id]) => Number.isInteger(id));
  if (isTurned) {
    findings.push(
      badKeys(
        `id2label maps names to numbers (${quote(entries[0][0])} to ${entries[0][1]}): this is label2id`,
        entries.length,
        "turn it round: id2label: id2labelOf(label2id)",
      ),
    );
    return [...entries].sort(([, a], [, b]) => Number(a) - Number(b)).map(([label]) => label);
  }
  const names = inPlace(entries, indices, findings);
  findings.push(...findNames(names));
  return names;
}

/** Puts the names in the order of their keys, which should be 0, 1, 2, … */
function inPlace(entries: [string, unknown][], indices: number[], findings: Found[]): string[] {
  const wrong = entries.filter((_, i) => !(indices[i] < entries.length)).map(([key]) => key);
  if (wrong.length > 0) {
    const isFromOne = Math.min(...indices) === 1 && Math.max(...indices) === entries.length;
    const shown = wrong.slice(0, 3).map((key) => quote(key));
    findings.push(
      badKeys(
        isFromOne
          ? `the keys of id2label run from 1 to ${entries.length}, but classes are counted from 0`
          : `${wrong.length} of ${entries.length} keys of id2label are no class index from 0 to ${entries.length - 1}, such as ${shown.join(", ")}`,
        entries.length,
        isFromOne
          ? "take 1 from every key, after making sure that the model's first class is the map's first"
          : "give every class index from 0 on a name of its own",
      ),
    );
  }
  const place = (index: number) => (Number.isNaN(index) ? entries.length : index);
  return entries
    .map(([, label], i) => ({ label: String(label), at: place(indices[i]) }))
    .sort((a, b) => a.at - b.at)
    .map(({ label }) => label);
}

function badKeys(message: string, entries: number, next: string): Found {
  return {
    id: "label-keys",
    severity: "error",
    certainty: "certain",
    message,
    evidence: { entries },
    next,
  };
}

/** Names that two classes share, and placeholders that nobody replaced. */
function findNames(labels: readonly string[]): Found[] {
  const twice = labels.findIndex((label, index) => labels.indexOf(label) < index);
  if (twice < 0) return [];
  const first = labels.indexOf(labels[twice]);
  return [
    {
      id: "label-names",
      severity: "error",
      certainty: "certain",
      message: `classes ${first} and ${twice} are both called ${quote(labels[twice])}`,
      evidence: { classes: [first, twice] },
      next: "give each class a name of its own, from the model's card or the training data",
    },
  ];
}
