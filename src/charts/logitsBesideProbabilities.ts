import { argmax } from "../logits/argmax.js";
import type { LogitsBatch, LogitsRow, LogitsTensor } from "../logits/Logits.js";
import { softmax } from "../logits/softmax.js";
import { type Chart, ChartError } from "./Chart.js";
import { type ClassLabels, checkChartOptions, checkOneOrMore, checkTexts } from "./parts/checks.js";
import { type PairedRow, pairedBars } from "./parts/pairedBars.js";
import { isolate, shorten } from "./parts/words.js";

/** The texts above the bars. */
export interface PairedBarsOptions {
  /** Replaces the sentence that says which class wins. */
  title?: string;
  /** The sentence that was classified, for a single row of logits. */
  text?: string;
  /** The sentences that were classified, one for each row of a batch. */
  texts?: ArrayLike<string>;
}

/**
 * Paired bars for one text: its logits (log-odds, any sign) on the left, the probabilities that softmax makes of them (0 to 1,
 * sum 1) on the right, with the predicted class in colour. For a batch, a slider chooses the row.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param labels the classes' labels, or a model's `id2label`
 * @param options `title`; `text` for a row, `texts` for a batch: the sentences that were classified, shown under the title
 * @throws {ChartError} when there are not 2 to 60 classes, labels or texts don't fit, a logit is not finite, or an option is
 *   unknown
 *
 * @example logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"])
 * // prints: …
 * // label     logit  probability
 * // NEGATIVE  -3.48       0.0007
 * // POSITIVE   3.85       0.9993
 */
export function logitsBesideProbabilities(
  logits: LogitsRow | LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options: PairedBarsOptions = {},
): Chart {
  checkChartOptions(caller, options, ["title", "text", "texts"]);
  const read = checkOneOrMore(caller, logits, labels, 60);
  const texts = checkTexts(caller, textsOf(options), read.logits.length, 108);
  const rows = read.logits.map((row, i): PairedRow => {
    const text = texts[i] === "" ? "" : `“${texts[i]}”`;
    return pairedRow(row, options.title ?? winnerTitle(row, read.labels), text);
  });
  return pairedBars(rows, read.labels);
}

const caller = "logitsBesideProbabilities";

function textsOf({ text, texts }: PairedBarsOptions): ArrayLike<string> | undefined {
  if (text !== undefined && texts !== undefined) {
    throw new ChartError(`${caller} takes text for a row or texts for a batch, got both`);
  }
  return texts ?? (text === undefined ? undefined : [text]);
}

function pairedRow(logits: number[], title: string, text: string): PairedRow {
  const winner = argmax(logits);
  return {
    title,
    text,
    indices: logits.map((_, index) => index),
    logits,
    probabilities: softmax(logits),
    predictions: logits.map((_, index) => index === winner),
  };
}

function winnerTitle(logits: readonly number[], labels: readonly string[]): string {
  const winner = argmax(logits);
  const label = isolate(shorten(labels[winner], 32));
  const ties = logits.filter((logit) => logit === logits[winner]).length;
  return ties > 1
    ? `${ties} classes share the highest logit: argmax takes the first, ${label}`
    : `${label} has the highest logit, and so the highest probability`;
}
