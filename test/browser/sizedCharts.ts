import * as kit from "../../src/index.js";

/** A chart builder with so many classes. */
export interface SizedChart {
  name: string;
  chart: kit.Chart;
}

const long = (index: number) =>
  `the class number ${index} with quite a long name, sixty characters `
    .padEnd(60, "x")
    .slice(0, 60);
const short = (index: number) => ["NEGATIVE", "POSITIVE", "neutral"][index] ?? `class ${index}`;
const listOf = <T>(count: number, of: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => of(i));
const rowOf = (classes: number, shift = 0) =>
  listOf(classes, (i) => Number((3 * Math.sin(1.7 * i + shift) + i / 100).toFixed(2)));
const sentence = (row: number) =>
  `Review number ${row}: the story takes its time, the actors are good and the ending is a surprise to everyone who reads it.`;

/** Every chart of the kit with 2, 3, 7 and 28 classes, where it takes so many; 3 and 28 have labels of 60 characters. */
export function sizedCharts(): SizedChart[] {
  const sizes = [
    { classes: 2, labels: listOf(2, short), kind: "short" },
    { classes: 3, labels: listOf(3, long), kind: "long" },
    { classes: 7, labels: listOf(7, short), kind: "short" },
    { classes: 28, labels: listOf(28, long), kind: "long" },
  ];
  return sizes.flatMap(({ classes, labels, kind }) =>
    Object.entries(chartsOf(classes, labels)).map(([builder, chart]) => ({
      name: `${builder}, ${classes} classes, ${kind} labels`,
      chart,
    })),
  );
}

function chartsOf(classes: number, labels: string[]): Record<string, kit.Chart> {
  const rows = listOf(12, (row) => rowOf(classes, row));
  const label_ids = listOf(12, (row) => row % classes);
  const texts = listOf(12, sentence);
  const [row] = rows;
  const interpreted = kit.interpret(rows, { id2label: { ...labels } });
  const upTo = (most: number, charts: () => Record<string, kit.Chart>) =>
    classes <= most ? charts() : {};
  const exactly = (count: number, charts: () => Record<string, kit.Chart>) =>
    classes === count ? charts() : {};
  return {
    logitsBesideProbabilities: kit.logitsBesideProbabilities(rows, labels, { texts }),
    wordEffects: kit.wordEffects({
      ...{ text: texts[0], words: labels, label: labels[0], logit: 1, logit_of_none: 0 },
      ...{ struck: row, shapley: rows[1] },
    }),
    labelThermometers: kit.labelThermometers(rows, labels, {
      texts,
      label_ids: rows.map((_, i) => labels.map((__, k) => Number((i + k) % 3 === 0))),
    }),
    softmaxAgainstSigmoid: kit.softmaxAgainstSigmoid(row, labels),
    temperatureTrajectories: kit.temperatureTrajectories(row, labels),
    rankingBars: kit.rankingBars(row, labels, { text: texts[0] }),
    smallMultiples: kit.smallMultiples(rows, labels, { texts }),
    sameBatchByBug: kit.sameBatchByBug(
      ["right", "twice", "raw", "backwards"].map((name, shift) => ({
        name,
        values: rows.slice(0, 5).map((each) => each.map((logit) => logit / (1 + shift))),
      })),
      labels,
    ),
    batchHeatMap: kit.batchHeatMap(rows, labels, { texts, label_ids }),
    interpretationChart: kit.interpretationChart(interpreted, { texts }),
    confusionMatrixChart: kit.confusionMatrixChart(
      labels.map((_, i) => labels.map((__, j) => (i * j) % 5)),
      labels,
    ),
    confidenceHistogram: kit.confidenceHistogram(interpreted, label_ids),
    reliabilityDiagram: kit.reliabilityDiagram(rows, label_ids, { temperature: 2 }),
    temperatureFit: kit.temperatureFit(rows, label_ids, { temperature: 2, resamples: 20 }),
    coverageChart: kit.coverageChart(rows, label_ids),
    eceConventions: kit.eceConventions(rows, label_ids),
    precisionRecallByThreshold: kit.precisionRecallByThreshold(rows, label_ids, {
      id2label: labels,
    }),
    rocAndPrecisionRecall: kit.rocAndPrecisionRecall(rows, label_ids, {
      pos_label: 1,
      id2label: labels,
    }),
    ...upTo(7, () => ({
      dragTheLogits: kit.dragTheLogits(row, labels),
      logitPlayground: kit.logitPlayground(row, labels),
    })),
    ...exactly(2, () => ({
      sigmoidPoints: kit.sigmoidPoints(interpreted, label_ids, texts),
      logitSpace: kit.logitSpace(labels, { logits: rows, texts, label_ids }),
      trainingCurves: kit.trainingCurves(
        [0.61, 0.44, 0.36, 0.3, 0.26].flatMap((loss, i) => [
          { epoch: i + 1, loss },
          { epoch: i + 1, eval_loss: 0.52 - 0.1 * loss, eval_accuracy: 0.8 },
        ]),
      ),
    })),
    ...exactly(3, () => ({
      simplexSlider: kit.simplexSlider(rows, labels, { texts, label_ids }),
      simplex: kit.simplex(rows, labels, { texts, label_ids }),
    })),
  };
}
