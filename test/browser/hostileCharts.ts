import * as kit from "../../src/index.js";

/** Cuts a list into pieces of equal length; the last is filled up from the front, so that no text is left out. */
function pieces(texts: readonly string[], length: number): string[][] {
  const count = Math.ceil(texts.length / length);
  return Array.from({ length: count }, (_, piece) =>
    Array.from({ length }, (_, i) => texts[(piece * length + i) % texts.length]),
  );
}

/** Logits that rank the classes, with no two alike. */
const rowOf = (classes: number, shift = 0) =>
  Array.from({ length: classes }, (_, i) => 3 * Math.sin(1.7 * i + shift));

const idOf = (texts: readonly string[]) => texts.map((_, i) => i % 2);

/** For a chart that takes no text at all. */
export const noTexts = (): kit.Chart[] => [];

/**
 * For each chart builder, charts that show a reader all the texts: as labels and, if the builder takes them, as classified texts
 * or the title.
 */
export const hostileCharts: Readonly<Record<string, (texts: readonly string[]) => kit.Chart[]>> = {
  logitsBesideProbabilities: (texts) => [
    ...pieces(texts, 60).map((labels) =>
      kit.logitsBesideProbabilities(rowOf(60), labels, { title: labels[1], text: labels[2] }),
    ),
    kit.logitsBesideProbabilities(
      texts.map((_, i) => rowOf(2, i)),
      texts.slice(0, 2),
      { texts },
    ),
  ],
  dragTheLogits: (texts) => pieces(texts, 7).map((labels) => kit.dragTheLogits(rowOf(7), labels)),
  interpretationChart: (texts) => [
    ...pieces(texts, 60).map((labels) =>
      kit.interpretationChart(kit.interpret(rowOf(60), { id2label: { ...labels } })),
    ),
    kit.interpretationChart(
      kit.interpret(
        texts.map((_, i) => rowOf(2, i)),
        { id2label: { ...texts.slice(2, 4) } },
      ),
      { texts },
    ),
  ],
  sigmoidPoints: (texts) =>
    pieces(texts, 2)
      .slice(0, 3)
      .map((labels) =>
        kit.sigmoidPoints(
          kit.interpret(
            texts.map((_, i) => rowOf(2, i)),
            { id2label: { ...labels } },
          ),
          idOf(texts),
          texts,
        ),
      ),
  confusionMatrixChart: (texts) =>
    pieces(texts, 30).map((labels) =>
      kit.confusionMatrixChart(
        labels.map((_, i) => labels.map((_, j) => (i * j) % 5)),
        { ...labels },
      ),
    ),
  labelThermometers: (texts) => [
    ...pieces(texts, 60).map((labels) => kit.labelThermometers(rowOf(60), labels)),
    kit.labelThermometers(
      texts.map((_, i) => rowOf(2, i)),
      texts.slice(0, 2),
      { texts },
    ),
  ],
  logitPlayground: (texts) =>
    pieces(texts, 7).map((labels) => kit.logitPlayground(rowOf(7), labels)),
  softmaxAgainstSigmoid: (texts) => [
    ...pieces(texts, 60).map((labels) => kit.softmaxAgainstSigmoid(rowOf(60), labels)),
    ...pieces(texts.slice(0, 21), 7).map((labels) => kit.softmaxAgainstSigmoid(rowOf(7), labels)),
  ],
  temperatureTrajectories: (texts) =>
    pieces(texts, 28).map((labels) => kit.temperatureTrajectories(rowOf(28), labels)),
  rankingBars: (texts) =>
    pieces(texts, 60).map((labels) => kit.rankingBars(rowOf(60), labels, { text: labels[3] })),
  batchHeatMap: (texts) => [
    ...pieces(texts, 30).map((labels) => kit.batchHeatMap([rowOf(30), rowOf(30, 1)], labels)),
    ...pieces(texts, 60).map((part) =>
      kit.batchHeatMap(
        part.map((_, i) => rowOf(2, i)),
        part.slice(0, 2),
        { texts: part, label_ids: idOf(part) },
      ),
    ),
  ],
  sameBatchByBug: (texts) => [
    ...pieces(texts, 7).map((labels) =>
      kit.sameBatchByBug([{ name: "all of them", values: [rowOf(7)] }], labels),
    ),
    ...pieces(texts, 24).map((names) =>
      kit.sameBatchByBug(
        names.map((name, i) => ({ name, values: [rowOf(2, i)] })),
        ["A", "B"],
      ),
    ),
  ],
  smallMultiples: (texts) => [
    ...pieces(texts, 30).map((labels) => kit.smallMultiples([rowOf(30), rowOf(30, 1)], labels)),
    ...pieces(texts, 12).map((part) =>
      kit.smallMultiples(
        part.map((_, i) => rowOf(2, i)),
        part.slice(0, 2),
        { texts: part, groups: part },
      ),
    ),
  ],
  // Its labels are only counted: right or wrong.
  confidenceHistogram: noTexts,
  // No name of a class is seen.
  coverageChart: noTexts,
  eceConventions: noTexts,
  reliabilityDiagram: noTexts,
  temperatureFit: noTexts,
  precisionRecallByThreshold: (texts) =>
    pieces(texts, 28).map((id2label) =>
      kit.precisionRecallByThreshold([rowOf(28), rowOf(28, 1)], [0, 1], { id2label }),
    ),
  // It names one class.
  rocAndPrecisionRecall: (texts) =>
    pieces(texts, 2).flatMap((labels) =>
      [0, 1].map((pos_label) =>
        kit.rocAndPrecisionRecall([rowOf(2), rowOf(2, 1)], [1, 0], {
          pos_label,
          id2label: labels,
        }),
      ),
    ),
  simplexSlider: (texts) =>
    pieces(texts, 3).map((labels, i) =>
      kit.simplexSlider(
        texts.slice(0, i === 0 ? 297 : 3).map((_, row) => rowOf(3, row)),
        labels,
        { texts: texts.slice(0, i === 0 ? 297 : 3) },
      ),
    ),
  simplex: (texts) =>
    pieces(texts, 3).map((labels) =>
      kit.simplex([rowOf(3), rowOf(3, 1), rowOf(3, 2)], labels, {
        texts: labels,
        label_ids: [0, 1, 2],
      }),
    ),
  // All of them as labels; as the points' texts only once, since those are seen only by hovering.
  logitSpace: (texts) =>
    pieces(texts, 2).map((labels, i) => {
      const own = i === 0 ? texts : labels;
      return kit.logitSpace(labels, {
        logits: own.map((_, row) => rowOf(2, row)),
        texts: own,
        label_ids: idOf(own),
      });
    }),
  trainingCurves: noTexts,
  wordEffects: (texts) =>
    pieces(texts, 60).map((words) =>
      kit.wordEffects({
        ...{ text: words[0], words, label: words[1], logit: 1, logit_of_none: 0, reason: words[2] },
        ...{ struck: rowOf(60), shapley: null },
      }),
    ),
};

/**
 * Charts that show few names at a time get one text in so many: a drawing for every other text takes minutes and tries nothing
 * new.
 */
export const oneIn: Readonly<Record<string, number>> = {
  dragTheLogits: 2,
  logitPlayground: 3,
  logitSpace: 5,
  rocAndPrecisionRecall: 5,
  simplex: 3,
  simplexSlider: 3,
};
