import type { JsonObject } from "../../src/charts/Chart.js";
import { formatLogit, formatProbability } from "../../src/charts/parts/words.js";
import { argmax, interpret, sigmoid, softmax, topK } from "../../src/index.js";

/** What the controls of a chart stand at, by the name of their parameter. */
export type Settings = Readonly<Record<string, number>>;

/** A stored chart, and what its controls stand at. */
export interface ChartAsked {
  spec: JsonObject;
  settings: Settings;
}

/**
 * The lines that a chart must show at these settings, by the function that makes it: headlines, answers and the numbers that they
 * rest on. They are computed here by the kit's own functions from the data that the chart was given.
 */
export const shownBy: Record<string, (asked: ChartAsked) => string[]> = {
  logitsBesideProbabilities: ({ spec, settings: { row } }) => {
    const { logits } = rowsOf<{ logits: number[] }>(spec)[row];
    const winner = labelsOf(spec)[argmax(logits)];
    return [
      `row ${row}: ${winner} has the highest logit, and so the highest probability`,
      ...softmax(logits).map(formatProbability),
    ];
  },

  interpretationChart: ({ spec, settings: { row } }) => {
    const { logits, indices } = rowsOf<{ logits: number[]; indices: number[] }>(spec)[row];
    const byClass: number[] = [];
    for (const [place, index] of indices.entries()) byClass[index] = logits[place];
    const [read] = interpret([byClass], { id2label: { ...labelsOf(spec) } });
    const facts = [
      `runner-up ${read.ranking[1].label}`,
      `margin ${formatLogit(read.margin)} log-odds`,
      `entropy ${formatProbability(read.entropy)} nats`,
    ];
    return [`row ${row}: ${read.predicted_label}`, facts.join(", ")];
  },

  dragTheLogits: ({ spec, settings }) => {
    const logits = slid(settings);
    const winner = argmax(logits);
    const exp = (logit: number) => `exp(${formatLogit(logit)})`;
    const probability = formatProbability(softmax(logits)[winner]);
    const result = /[<>]/.test(probability) ? probability : `= ${probability}`;
    return [
      `predicted label: ${labelsOf(spec)[winner]}`,
      `${exp(logits[winner])} / (${logits.map(exp).join(" + ")}) ${result}`,
    ];
  },

  logitPlayground: ({ spec, settings }) => {
    const { temperature, shift } = settings;
    const logits = slid(settings).map((logit) => logit + shift);
    const winner = argmax(logits);
    const exponentials = logits.map((logit) => Math.exp((logit - logits[winner]) / temperature));
    const sum = exponentials.reduce((a, b) => a + b, 0);
    const probability = formatProbability(softmax(logits, { temperature })[winner]);
    const result = /[<>]/.test(probability) ? probability : `= ${probability}`;
    return [
      `predicted label: ${labelsOf(spec)[winner]}`,
      `= 1.0000 / ${sum.toFixed(4)} ${result} at temperature ${temperature}`,
      exponentials.map(formatProbability).join(" + "),
      `sum ${sum.toFixed(4)}`,
    ];
  },

  softmaxAgainstSigmoid: ({ settings }) => {
    const { shift, threshold } = settings;
    const alone = sigmoid(slid(settings).map((logit) => logit + shift));
    const sum = alone.reduce((a, b) => a + b, 0);
    const on = alone.filter((score) => score > threshold).length;
    return [
      "softmax: sum 1.0000",
      `sigmoid: sum ${sum.toFixed(4)}, ${on} of ${alone.length} on`,
      `threshold ${threshold.toFixed(2)}`,
    ];
  },

  labelThermometers: ({ spec, settings }) => {
    const scores = parameter<number[][]>(spec, "probabilities")[settings.row];
    const labels = labelsOf(spec);
    const given = labels.filter((_, i) => scores[i] > settings[`threshold_${i}`]);
    const start = `row ${settings.row}: `;
    const more = given.length > 3 ? ` and ${given.length - 3} more` : "";
    return [
      given.length === 0
        ? `${start}none of ${labels.length} labels given`
        : `${start}${given.length} of ${labels.length} labels given: ${given.slice(0, 3).join(", ")}${more}`,
      ...scores.map(formatProbability),
    ];
  },

  temperatureTrajectories: ({ spec, settings: { temperature } }) => {
    const logits = parameter<number[]>(spec, "logits");
    return [
      `T = ${temperature}`,
      `at temperature ${temperature}`,
      ...softmax(logits, { temperature }).map(formatProbability),
    ];
  },

  rankingBars: ({ spec, settings: { top_k } }) => {
    const classes = rowsOf<{ logitText: string; probability: number }>(spec);
    const logits = classes.map(({ probability }) => Math.log(probability));
    const held = topK(logits, top_k).reduce((sum, { index }) => sum + softmax(logits)[index], 0);
    const share = formatProbability(top_k === classes.length ? 1 : held);
    return [
      top_k === 1
        ? `The top answer of ${classes.length} holds ${share} of the probability`
        : `The top ${top_k} of ${classes.length} answers hold ${share} of the probability`,
    ];
  },

  batchHeatMap: ({ spec, settings }) => {
    const place = Object.values(settings)[0];
    type Row = { name: string; text: string; truth: number; logits: number[] };
    const { name, text, truth, logits } = rowsOf<Row>(spec)[place];
    const labels = labelsOf(spec);
    const predicted = argmax(logits);
    const verdict = predicted === truth ? "right" : "wrong";
    return [
      `${name}: “${text}”`,
      `true class: ${labels[truth]}, predicted: ${labels[predicted]} (${verdict})`,
      ...softmax(logits).map(formatProbability),
    ];
  },

  confusionMatrixChart: ({ spec, settings: { shade_by } }) => {
    type Cell = { truth: number; predicted: number; count: number };
    const cells = rowsOf<Cell>(spec);
    const count = (keep: (cell: Cell) => boolean) =>
      cells.filter(keep).reduce((sum, cell) => sum + cell.count, 0);
    const shares = cells.map((cell) => {
      const same = (key: "truth" | "predicted") => (other: Cell) => other[key] === cell[key];
      const whole = [same("truth"), same("predicted"), () => true][shade_by];
      return `${((100 * cell.count) / count(whole)).toFixed(1)}%`;
    });
    const right = count(({ truth, predicted }) => truth === predicted);
    return [
      `${right} of ${count(() => true)} on the diagonal, where prediction and truth agree`,
      parameter<string[]>(spec, "readings")[shade_by],
      ...shares,
    ];
  },

  confidenceHistogram: ({ spec, settings: { threshold } }) => {
    const [, sentence] = spec.vconcat as JsonObject[];
    const [{ points }] = rowsOf<{ points: string }>(sentence);
    const steps = points.split(" ").map((step) => {
      const [, kept, right, claimed] = step.split(",").map(Number);
      return { kept, right, claimed };
    });
    const [all] = steps;
    const { kept, right, claimed } = steps[Math.round(100 * threshold)];
    const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
    const [whole, at] = [percent(all.right / all.kept), threshold.toFixed(2)];
    const coverage = `kept: ${kept} of ${all.kept} (coverage ${percent(kept / all.kept)})`;
    if (kept === 0) {
      return [
        `${whole} of all ${all.kept} are right; none has a confidence of ${at} or more`,
        `${coverage}: nothing is left to be right or wrong`,
      ];
    }
    const accuracy = percent(right / kept);
    return [
      `${whole} of all ${all.kept} are right, ${accuracy} of the ${kept} with a confidence of ${at} or more`,
      `${coverage}, claimed: ${percent(claimed)}, achieved: ${accuracy}`,
      `achieved accuracy ${accuracy}`,
    ];
  },

  simplexSlider: ({ settings: { temperature } }) => [`temperature T = ${temperature}`],

  simplex: ({ spec, settings: { step } }) => {
    const { customdata } = (spec.data as { customdata?: string[][] }[]).find(
      (trace) => (trace.customdata?.length ?? 0) > 0,
    ) as { customdata: string[][] };
    return customdata.map((row) => {
      const logits = row.slice(1, 4).map(Number);
      return softmax(logits, { temperature: step })[0].toFixed(4);
    });
  },
};

const rowsOf = <Row>({ data }: JsonObject) => (data as { values: unknown }).values as Row[];

function parameter<T>({ params }: JsonObject, wanted: string): T {
  return (params as JsonObject[]).find(({ name }) => name === wanted)?.value as T;
}

const labelsOf = (spec: JsonObject) => parameter<string[]>(spec, "labels");

/** The logits that the sliders of the classes stand at. */
function slid(settings: Settings): number[] {
  return Object.keys(settings)
    .filter((name) => name.startsWith("logit_"))
    .map((name) => settings[name]);
}
