import type { ClassIds } from "../evaluate/readClassIds.js";
import type { InterpretedRow } from "../logits/InterpretedRow.js";
import type { Chart } from "./Chart.js";
import { ChartError } from "./ChartError.js";
import { confidenceBins } from "./confidence/confidenceBins.js";
import { type Answer, type Kept, keptAbove } from "./confidence/keptAbove.js";
import { thresholdPanels } from "./confidence/thresholdPanels.js";
import { createChart } from "./createChart.js";
import { theme } from "./frame/theme.js";
import type { JsonObject } from "./MimeBundle.js";
import { readTruth } from "./reading/readTruth.js";

/** Where the slider starts, in hundredths. */
const start = 90;

/**
 * How sure a model was of its answers, split by right and wrong, with a threshold to move: what lies above is kept, and the
 * chart says how much that is (coverage) and how much of it is right (accuracy).
 *
 * Confidence is the probability of the predicted class. The counts of all 101 thresholds are made here, exactly; the page
 * only looks them up.
 *
 * @param rows what `interpret` says of each text, `[n]`, by softmax
 * @param label_ids the true class indices, `[n]`
 * @throws {ChartError} for no rows, label ids that don't fit, and rows without one predicted class (sigmoid, regression)
 *
 * @example confidenceHistogram(interpret([[0, 2.2], [0.4, 0]]), [1, 1])
 * // 0.90 or more: kept 1 of 2 (coverage 50.0%), accuracy of the kept 100.0%
 */
export function confidenceHistogram(rows: readonly InterpretedRow[], label_ids: ClassIds): Chart {
  const answers = answersOf(rows, label_ids);
  const kept = keptAbove(answers);
  const title = titleOf(kept);
  const description = `A histogram of ${answers.length} confidences, right and wrong. ${title}`;
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: title,
      subtitle:
        "Move the threshold: what is gained, and what does it cost? Pale bars are left out.",
    },
    description,
    params: [thresholdSlider],
    spacing: 14,
    ...thresholdPanels(
      confidenceBins(answers),
      kept.map((step) => withWords(step, answers.length)),
    ),
  };
  const table = {
    columns: ["threshold", "kept", "coverage", "right", "accuracy of the kept"],
    rows: kept
      .filter(({ hundredths }) => hundredths % 5 === 0)
      .map((k) => [
        (k.hundredths / 100).toFixed(2),
        String(k.kept),
        percent(k.coverage),
        String(k.right),
        k.accuracy === null ? "none" : percent(k.accuracy),
      ]),
  };
  return createChart({ title, description, spec, table });
}

const name = "confidenceHistogram";

const thresholdSlider: JsonObject = {
  name: "threshold",
  value: start / 100,
  bind: { input: "range", min: 0, max: 1, step: 0.01, name: "threshold (keep from here on) " },
};

function answersOf(rows: readonly InterpretedRow[], label_ids: ClassIds): Answer[] {
  if (rows.length === 0) throw new ChartError(`${name} needs at least one row, got 0`);
  const truth = readTruth(name, label_ids, rows.length, rows[0].scores.length) ?? [];
  return rows.map((row, i) => {
    if (row.function_to_apply !== "softmax") {
      throw new ChartError(
        `${name} needs one predicted class a row, as softmax gives it: row ${i} was read by ${row.function_to_apply}`,
      );
    }
    const { scores, predicted_index } = row;
    return { confidence: scores[predicted_index], isRight: predicted_index === truth[i] };
  });
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

function titleOf(kept: readonly Kept[]): string {
  const [all, sure] = [kept[0], kept[start]];
  const whole = `${percent(all.accuracy ?? 0)} of all ${all.kept} are right`;
  return sure.accuracy === null
    ? `${whole}; none is as sure as 0.90`
    : `${whole}, ${percent(sure.accuracy)} of the ${sure.kept} with a confidence of 0.90 or more`;
}

/** The sentence between the panels; written here, so that the page shows what the counts are. */
function withWords(step: Kept, all: number): Kept & { words: string } {
  const { kept, coverage, accuracy } = step;
  const result =
    accuracy === null
      ? ": nothing is left to be right or wrong"
      : `, accuracy of the kept: ${percent(accuracy)}`;
  return { ...step, words: `kept: ${kept} of ${all} (coverage ${percent(coverage)})${result}` };
}
