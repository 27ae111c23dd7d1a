/**
 * The charts on their own, as `reading-logits/charts`: without dependencies, for Node and for browsers. A chart is plain data, a
 * Vega-Lite or Plotly specification that a page draws with either library.
 *
 * @example
 * import { logitsBesideProbabilities } from "reading-logits/charts";
 * logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"]).table.rows[1]; // ["POSITIVE", "3.85", "0.9993"]
 *
 * @module
 */

export { type BatchHeatMapOptions, batchHeatMap } from "./batchHeatMap.js";
export {
  type Chart,
  ChartError,
  type ChartTable,
  createChart,
  createPlotlyChart,
  type JsonObject,
  type JsonValue,
  type MimeBundle,
} from "./Chart.js";
export { confidenceHistogram } from "./confidenceHistogram.js";
export { confusionMatrixChart } from "./confusionMatrixChart.js";
export { coverageChart } from "./coverageChart.js";
export { dragTheLogits } from "./dragTheLogits.js";
export { eceConventions } from "./eceConventions.js";
export { interpretationChart } from "./interpretationChart.js";
export { type LabelThermometersOptions, labelThermometers } from "./labelThermometers.js";
export { logitPlayground } from "./logitPlayground.js";
export { logitSpace } from "./logitSpace.js";
export { logitsBesideProbabilities } from "./logitsBesideProbabilities.js";
export type { ConfusionTexts } from "./parts/cellTexts.js";
export type { ClassLabels } from "./parts/checks.js";
export type { PointOptions } from "./parts/points.js";
export { precisionRecallByThreshold } from "./precisionRecallByThreshold.js";
export { rankingBars } from "./rankingBars.js";
export {
  type ReliabilityDiagramOptions,
  reliabilityDiagram,
} from "./reliabilityDiagram.js";
export {
  type RocAndPrecisionRecallOptions,
  rocAndPrecisionRecall,
} from "./rocAndPrecisionRecall.js";
export { type SameBatchPanel, sameBatchByBug } from "./sameBatchByBug.js";
export { sigmoidPoints } from "./sigmoidPoints.js";
export { simplex } from "./simplex.js";
export { simplexSlider } from "./simplexSlider.js";
export { smallMultiples } from "./smallMultiples.js";
export { softmaxAgainstSigmoid } from "./softmaxAgainstSigmoid.js";
export { type TemperatureFitOptions, temperatureFit } from "./temperatureFit.js";
export { temperatureTrajectories } from "./temperatureTrajectories.js";
export { type LogEntry, trainingCurves } from "./trainingCurves.js";
export { type WordEffectsInput, wordEffects } from "./wordEffects.js";
