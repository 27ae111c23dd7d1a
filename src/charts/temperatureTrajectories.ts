import { softmax } from "../logits/softmax.js";
import type { Chart } from "./Chart.js";
import { temperatureBase, temperatureSlider } from "./controls/temperatureSlider.js";
import { createChart } from "./createChart.js";
import { theme } from "./frame/theme.js";
import type { JsonObject } from "./MimeBundle.js";
import { type ClassLabels, readClassLogits } from "./reading/readClassLogits.js";
import { type TrajectoryClass, trajectoryClasses } from "./trajectories/trajectoryClasses.js";
import { trajectoryLines } from "./trajectories/trajectoryLines.js";
import { trajectoryList } from "./trajectories/trajectoryList.js";
import { formatLogit } from "./words/formatLogit.js";
import { formatProbability } from "./words/formatProbability.js";
import { isolate } from "./words/isolate.js";
import { shorten } from "./words/shorten.js";

const subtitle =
  "Move the slider: which numbers change, and does the order? At the left end one class has it all, at the right end none does.";

/**
 * Each class's probability against the temperature, 0.05 to 20 on a log axis, with both limits: the winner alone on the left
 * (equals share), `1 / k` for all on the right. A slider moves a line over the curves; the numbers there stand beside.
 *
 * The seven most probable classes are in colour and named at their curve, the others grey and named in the list.
 *
 * @param logits one row `[k]`, in log-odds
 * @param labels the classes' labels, or a model's `id2label`
 * @throws {ChartError} for other than 2 to 28 classes, for labels that don't fit, and for a logit that is not finite
 *
 * @example temperatureTrajectories([1, 2, 0.5], ["A", "B", "C"])
 * // temperature 0.05: B >0.9999; temperature 1: 0.6285; temperature 20: 0.3473
 */
export function temperatureTrajectories(logits: ArrayLike<number>, labels: ClassLabels): Chart {
  const given = readClassLogits("temperatureTrajectories", logits, labels, 28);
  const classes = trajectoryClasses(given.logits, given.labels);
  const title = `From ${winnersOf(classes)} to ${classes.length} equals: temperature moves every probability, never the order`;
  const description = `Probabilities of ${classes.length} classes against temperature, from 0.05 to 20. ${title}`;
  const spec: JsonObject = {
    ...theme(),
    title: { text: title, subtitle },
    description,
    params: [
      { name: "logits", value: classes.map(({ logit }) => logit) },
      { name: "labels", value: classes.map(({ label }) => label) },
      { name: "colours", value: classes.map(({ colour }) => colour) },
      ...temperatureSlider(temperatureBase),
    ],
    // The last class first, so that the first one's point lies on top; the list sorts by itself.
    data: { name: "classes", values: classes.map(({ label: _, ...one }) => one).reverse() },
    spacing: 24,
    hconcat: [trajectoryLines(classes), trajectoryList(classes.length)],
  };
  return createChart({ title, description, spec, table: tableOf(classes) });
}

function winnersOf(classes: readonly TrajectoryClass[]): string {
  const winners = classes.filter(({ logit }) => logit === classes[0].logit).length;
  return winners === 1 ? `${isolate(shorten(classes[0].label, 40))} alone` : `${winners} winners`;
}

function tableOf(classes: readonly TrajectoryClass[]) {
  const temperatures = [1 / temperatureBase, 0.5, 1, 2, temperatureBase];
  const logits = classes.map(({ logit }) => logit);
  const columns = temperatures.map((temperature) => softmax(logits, { temperature }));
  return {
    columns: ["label", "logit", ...temperatures.map((t) => `probability at temperature ${t}`)],
    rows: classes.map(({ label, logit }, i) => [
      label,
      formatLogit(logit),
      ...columns.map((probabilities) => formatProbability(probabilities[i])),
    ]),
  };
}
