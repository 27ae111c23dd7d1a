import { alongClasses, checkOptions, checkTemperature, type TemperatureOptions } from "./checks.js";
import { chooseFunction, type FunctionOptions, type FunctionToApply } from "./config.js";
import { LogitsError } from "./errors.js";
import { checkLabelMaps, type Id2Label, readLabels } from "./labels.js";
import { describe } from "./text.js";
import { checkThresholds, type Threshold } from "./thresholds.js";

/** How to read logits. A model's own config fits here as it is: `interpret(logits, config)`. */
export interface InterpretOptions extends FunctionOptions, TemperatureOptions {
  /** Class index → class label. Without it, those that saved predictions bring along, or `LABEL_0`, `LABEL_1`, … */
  readonly id2label?: Id2Label | null;
  /** The number of classes in the ranking; all of them when left out. */
  readonly top_k?: number | null;
  /**
   * With sigmoid, a label is predicted when its score is above this, 0.5 when left out. With softmax, the best class keeps its
   * label unless its score is below this.
   *
   * A probability for all labels, a list `[k]` of them, or a record by label, in which labels that aren't named keep the default.
   */
  readonly threshold?: Threshold | null;
  /** The number of labels, as a config says it; it must be the number of logits per row. */
  readonly num_labels?: number | null;
}

/** The options of `interpret` as they were read, with the defaults filled in. */
interface ReadOptions {
  readonly labels: string[];
  readonly function_to_apply: FunctionToApply;
  readonly temperature: number;
  readonly top_k: number;
  /** One for each class, `[k]`; without any, 0.5 for sigmoid and 0, which every score reaches, for the others. */
  readonly thresholds: Float64Array;
  /** Whether a row whose score doesn't pass its threshold loses its label. */
  readonly mayWithhold: boolean;
}

/**
 * Reads the options of `interpret` for rows of `columns` logits.
 *
 * @param ownLabels labels that came with the logits, used where the options have none
 *
 * @throws {LogitsError} when a name or a value is unknown, or labels, thresholds and logits don't fit together
 *
 * @example
 * checkInterpretOptions({ threshold: 0.6 }, 2, "interpret").thresholds // [0.6, 0.6]
 */
export function checkInterpretOptions(
  options: InterpretOptions,
  columns: number,
  caller: string,
  ownLabels?: Id2Label,
): ReadOptions {
  checkOptions(caller, options, knownOptions);
  const { id2label, label2id } = options as InterpretOptions & { readonly label2id?: unknown };
  checkLabelMaps({ id2label, label2id }, caller);
  const labels = readLabels(options.id2label ?? ownLabels, columns, caller);
  checkCount(options.num_labels ?? columns, columns, caller);
  const function_to_apply = chooseFunction(options, columns, caller);
  const isSigmoid = function_to_apply === "sigmoid";
  const isSet = options.threshold !== null && options.threshold !== undefined;
  if (isSet && function_to_apply === "none") {
    throw new LogitsError(
      `${caller} needs probabilities for a threshold, and function_to_apply "none" (a regression's) makes none: leave the threshold out`,
    );
  }
  return {
    labels,
    function_to_apply,
    temperature: checkTemperature({ temperature: options.temperature }, caller),
    top_k: checkTopK(options.top_k, columns, caller),
    thresholds: checkThresholds(options.threshold, labels, {
      caller,
      otherwise: isSigmoid ? 0.5 : 0,
    }),
    // The best of several labels keeps its name unless a threshold is set; a single label is either predicted or not.
    mayWithhold: isSet || (isSigmoid && columns === 1),
  };
}

const knownOptions = {
  known: [
    "id2label",
    "problem_type",
    "function_to_apply",
    "top_k",
    "threshold",
    "temperature",
    "num_labels",
  ],
  instead: {
    return_all_scores: "leave top_k out, and the ranking has all of them",
    labels: "write id2label, which may be a list of labels",
    axis: alongClasses,
    dim: alongClasses,
  },
  orConfig: true,
};

function checkCount(num_labels: number, columns: number, caller: string): void {
  if (num_labels === columns) return;
  throw new LogitsError(
    `${caller} needs one logit for each label: num_labels is ${describe(num_labels)}, a row has ${columns} logits`,
  );
}

/** Returns how many classes to rank, all of them when nothing is set. */
function checkTopK(top_k: number | null | undefined, columns: number, caller: string): number {
  const count = top_k ?? columns;
  if (Number.isInteger(count) && count >= 1) return count;
  throw new LogitsError(
    `${caller} needs top_k to be a whole number of 1 or more, or left out for all, got ${describe(count)}`,
  );
}
