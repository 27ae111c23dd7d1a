import { readFileSync } from "node:fs";

/** JSON has no infinities, so the golden file spells them out. */
type Stored = number | string;

interface Scores {
  precision: number;
  recall: number;
  f1: number;
}

interface ClassScores {
  precision: number[];
  recall: number[];
  f1: number[];
  support: number[];
}

export interface MulticlassCase {
  name: string;
  num_classes: number;
  logits?: number[][];
  probabilities: number[][];
  y_true: number[];
  y_pred: number[];
  expected: {
    accuracy: number;
    balanced_accuracy: number;
    matthews_corrcoef: number;
    confusion_matrix: number[][];
    confusion_matrix_normalized_by_true: number[][];
    per_class: ClassScores;
    macro: Scores;
    micro: Scores;
    weighted: Scores;
    macro_of_observed_classes: Scores;
    log_loss: number;
    log_loss_unclipped: Stored;
    brier: number;
    brier_sklearn_default: number;
    top_k_accuracy: Record<string, number>;
    top_k_accuracy_first_index_wins: Record<string, number>;
  };
}

export interface MultilabelExpected {
  y_pred: number[][];
  per_label: ClassScores;
  micro: Scores;
  macro: Scores;
  weighted: Scores;
  samples: Scores;
  subset_accuracy: number;
  hamming_loss: number;
}

export interface MultilabelCase {
  name: string;
  num_labels: number;
  probabilities: number[][];
  y_true: number[][];
  threshold: number;
  expected: MultilabelExpected;
  expected_if_strictly_above?: MultilabelExpected;
}

interface WilsonCase {
  successes: number;
  n: number;
  proportion: number;
  lower: number;
  upper: number;
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8")) as T;
}

export const metrics = read<{
  about: { counts: { multiclass: number; multilabel: number } };
  multiclass: MulticlassCase[];
  multilabel: MultilabelCase[];
}>("metrics.json");

export const wilson = read<{ cases: WilsonCase[] }>("wilson.json").cases;
