import { indexOfLargest } from "./argmax.js";
import { checkLimits, refuseNaN } from "./checkLimits.js";
import { checkTemperature, type TemperatureOptions } from "./checkTemperature.js";
import { chooseFunction, type FunctionOptions, type FunctionToApply } from "./chooseFunction.js";
import { describe } from "./describe.js";
import { entropyOf, entropyOfSigmoids } from "./entropyOf.js";
import { InterpretedColumns } from "./InterpretedColumns.js";
import type { Logits } from "./Logits.js";
import { LogitsError } from "./LogitsError.js";
import { marginOf, marginToThreshold } from "./marginOf.js";
import { type Id2Label, readLabels } from "./readLabels.js";
import { type FlatLogits, readLogits } from "./readLogits.js";
import { sigmoidInto } from "./sigmoidInto.js";
import { softmaxInto } from "./softmaxInto.js";

/** How to read logits. A model's own config fits here as it is: `interpret(logits, config)`. */
export interface InterpretOptions extends FunctionOptions, TemperatureOptions {
  /** Class index → class label. Without it, the placeholders `LABEL_0`, `LABEL_1`, … */
  readonly id2label?: Id2Label | null;
  /** How many classes the ranking names; all of them when left out. */
  readonly top_k?: number | null;
  /** With sigmoid: a label is predicted when its score is above this. Default 0.5. */
  readonly threshold?: number | null;
}

/**
 * Reads logits into typed arrays, for millions of rows: scores, predicted indices, margins and entropies.
 *
 * @param logits a batch `[n, k]`; fastest as a tensor over a typed array, which is not copied
 * @param options as for `interpret`
 * @returns one typed array a fact; `.row(i)` gives row `i` as `interpret` does
 * @throws {LogitsError} as `interpret` does
 *
 * @example
 * const read = interpretColumns({ data: Float32Array.of(-4.2, 4.5, 1, 0), dims: [2, 2] });
 * read.predicted_index // Int32Array [1, 0]
 */
export function interpretColumns(
  logits: Logits,
  options: InterpretOptions = {},
): InterpretedColumns {
  return interpretFlat(readLogits(logits, "interpretColumns"), options, "interpretColumns");
}

/** The work of `interpret` and `interpretColumns`, under the name of whoever was called. */
export function interpretFlat(
  flat: FlatLogits,
  options: InterpretOptions,
  caller: string,
): InterpretedColumns {
  const { data, rows, columns } = flat;
  const labels = readLabels(options.id2label, columns, caller);
  const function_to_apply = chooseFunction(options, columns, caller);
  const temperature = checkTemperature(options, caller);
  const settings = {
    top_k: checkTopK(options, columns, caller),
    threshold: checkThreshold(options, caller),
  };
  if (function_to_apply === "softmax") checkLimits(flat, caller);
  else refuseNaN(flat, caller);

  const predicted_index = new Int32Array(rows);
  const margin = new Float64Array(rows);
  const entropy = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    predicted_index[row] = indexOfLargest(data, start, columns);
    if (function_to_apply === "softmax") {
      margin[row] = marginOf(data, start, columns, temperature);
      entropy[row] = entropyOf(data, start, columns, temperature);
    } else if (function_to_apply === "sigmoid") {
      margin[row] = marginToThreshold(data, start, columns, temperature, settings.threshold);
      entropy[row] = entropyOfSigmoids(data, start, columns, temperature);
    } else {
      margin[row] = Number.NaN;
      entropy[row] = Number.NaN;
    }
  }
  const scores = scoresOf(flat, function_to_apply, temperature);
  return new InterpretedColumns(
    {
      rows,
      columns,
      labels,
      function_to_apply,
      logits: data,
      scores,
      predicted_index,
      margin,
      entropy,
    },
    settings,
  );
}

function scoresOf(flat: FlatLogits, name: FunctionToApply, temperature: number) {
  const { data, rows, columns } = flat;
  if (name === "none") return data;
  const scores = new Float64Array(rows * columns);
  const into = name === "softmax" ? softmaxInto : sigmoidInto;
  return into(data, rows, columns, scores, temperature);
}

function checkTopK(options: InterpretOptions, columns: number, caller: string): number {
  const top_k = options.top_k ?? columns;
  if (Number.isInteger(top_k) && top_k >= 1) return top_k;
  throw new LogitsError(
    `${caller} needs top_k to be a whole number of 1 or more, or left out for all, got ${describe(top_k)}`,
  );
}

function checkThreshold(options: InterpretOptions, caller: string): number {
  const threshold = options.threshold ?? 0.5;
  if (typeof threshold === "number" && threshold > 0 && threshold < 1) return threshold;
  throw new LogitsError(
    `${caller} needs a threshold between 0 and 1, a probability, got ${describe(threshold)}`,
  );
}
