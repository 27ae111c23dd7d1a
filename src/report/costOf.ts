import { applyTemperature, type TemperatureFit } from "../evaluate/temperature.js";
import { isRecord } from "../logits/checks.js";
import { hasPlaceholderLabels } from "../logits/labels.js";
import { sigmoid } from "../logits/sigmoid.js";
import { softmax } from "../logits/softmax.js";
import { describe, listed, quoted } from "../logits/text.js";
import { ReportError } from "./ReportError.js";
import type { Reading } from "./readingOf.js";
import { yesOrNo } from "./yesOrNo.js";

/** What a wrong answer costs when one label is either given or not, in any unit. */
export interface Costs {
  /** The label that is given or not. */
  readonly label: string;
  /** The cost of giving it to a text that isn't of this class. */
  readonly false_positive: number;
  /** The cost of not giving it to a text that is. */
  readonly false_negative: number;
}

/** A threshold that follows from costs, and what it costs on these rows. */
export interface CostOfThreshold extends Costs {
  /** Where both mistakes are equally dear: false_positive / (false_positive + false_negative). */
  readonly threshold: number;
  /** The mean cost of a row with this threshold, with 0.5, and if the label is never given; null without true labels. */
  readonly measured: {
    readonly here: number;
    readonly at_half: number;
    readonly never: number;
  } | null;
}

/**
 * The threshold above which giving a label costs less than not giving it, if its probability is right, and the mean cost on the
 * rows that have a true label.
 *
 * @param temperature what the logits are divided by before the function is applied
 * @throws {ReportError} when a cost isn't a positive number, the label is none of these, or there are no probabilities
 *
 * @see Elkan (2001), The foundations of cost-sensitive learning: p* = c10 / (c10 + c01)
 */
export async function costOf(
  reading: Reading,
  costs: Costs,
  temperature?: TemperatureFit | number,
): Promise<CostOfThreshold> {
  const { label, false_positive, false_negative } = readCosts(costs);
  const { labels, columns, summary, function_to_apply } = reading;
  const column = labels.indexOf(label);
  if (column < 0) {
    const known = listed(labels.map(quoted), { last: "and" });
    const next = hasPlaceholderLabels([...labels]) ? "; give their names as id2label" : "";
    throw new ReportError(
      `readingCard: costs.label is ${quoted(label)}, but the labels are ${known}${next}`,
    );
  }
  if (!summary || function_to_apply === "none") {
    throw new ReportError(
      `readingCard: a threshold needs probabilities, and there are none; leave out costs`,
    );
  }
  const threshold = false_positive / (false_positive + false_negative);
  const { label_ids } = reading.predictions;
  if (!label_ids) return { label, false_positive, false_negative, threshold, measured: null };
  const scores = await scoresOf(reading, column, columns, temperature);
  const given = yesOrNo(reading) ? 1 : column;
  const truth = label_ids.map((each) =>
    Array.isArray(each) ? each[column] : each < 0 ? Number.NaN : Number(each === given),
  );
  const rows = truth.flatMap((each, row) => (Number.isNaN(each) ? [] : [row]));
  const cost = (t: number) =>
    rows.reduce((sum, row) => {
      const isGiven = scores[row] >= t;
      if (isGiven === (truth[row] === 1)) return sum;
      return sum + (isGiven ? false_positive : false_negative);
    }, 0) / rows.length;
  const measured = { here: cost(threshold), at_half: cost(0.5), never: cost(Infinity) };
  return {
    label,
    false_positive,
    false_negative,
    threshold,
    measured: rows.length ? measured : null,
  };
}

function readCosts(costs: Costs): Costs {
  if (!isRecord(costs) || typeof costs.label !== "string") {
    throw new ReportError(
      `readingCard needs costs such as { label: "POSITIVE", false_positive: 3, false_negative: 1 }, got ${describe(costs)}`,
    );
  }
  for (const name of ["false_positive", "false_negative"] as const) {
    const value: unknown = costs[name];
    if (typeof value === "number" && value > 0 && Number.isFinite(value)) continue;
    throw new ReportError(
      `readingCard needs costs.${name} to be a number above 0, got ${describe(value)}`,
    );
  }
  return costs as unknown as Costs;
}

/** The probability of one label in each row. */
async function scoresOf(
  reading: Reading,
  column: number,
  columns: number,
  temperature?: TemperatureFit | number,
): Promise<ArrayLike<number>> {
  const { predictions, function_to_apply, rows } = reading;
  if (temperature !== undefined) {
    const softer = applyTemperature(temperature, { data: predictions.data, dims: [rows, columns] });
    const scores = function_to_apply === "sigmoid" ? sigmoid(softer) : softmax(softer);
    return scores.map((row) => row[column]);
  }
  const scores = new Float64Array(rows);
  for await (const { from, read } of reading.parts()) {
    for (let row = 0; row < read.rows; row++) {
      scores[from + row] = read.scores[row * columns + column];
    }
  }
  return scores;
}
