import { batchHeatMap } from "./batchHeatMap.js";
import type { ChartCheck } from "./ChartCheck.js";
import { confidenceHistogram } from "./confidenceHistogram.js";
import { confusionMatrixChart } from "./confusionMatrixChart.js";
import { coverageChart } from "./coverageChart.js";
import { dragTheLogits } from "./dragTheLogits.js";
import { eceConventions } from "./eceConventions.js";
import { interpretationChart } from "./interpretationChart.js";
import { labelThermometers } from "./labelThermometers.js";
import { logitPlayground } from "./logitPlayground.js";
import { logitSpace } from "./logitSpace.js";
import { logitsBesideProbabilities } from "./logitsBesideProbabilities.js";
import { precisionRecallByThreshold } from "./precisionRecallByThreshold.js";
import { rankingBars } from "./rankingBars.js";
import { reliabilityDiagram } from "./reliabilityDiagram.js";
import { rocAndPrecisionRecall } from "./rocAndPrecisionRecall.js";
import { sameBatchByBug } from "./sameBatchByBug.js";
import { sigmoidPoints } from "./sigmoidPoints.js";
import { simplex } from "./simplex.js";
import { simplexSlider } from "./simplexSlider.js";
import { smallMultiples } from "./smallMultiples.js";
import { softmaxAgainstSigmoid } from "./softmaxAgainstSigmoid.js";
import { temperatureFit } from "./temperatureFit.js";
import { temperatureTrajectories } from "./temperatureTrajectories.js";
import { trainingCurves } from "./trainingCurves.js";
import { wordEffects } from "./wordEffects.js";

/** Every chart of the gallery, in its order. */
export const chartChecks: readonly ChartCheck[] = [
  logitsBesideProbabilities,
  dragTheLogits,
  logitPlayground,
  softmaxAgainstSigmoid,
  labelThermometers,
  precisionRecallByThreshold,
  temperatureTrajectories,
  rankingBars,
  smallMultiples,
  batchHeatMap,
  sameBatchByBug,
  wordEffects,
  interpretationChart,
  sigmoidPoints,
  confusionMatrixChart,
  confidenceHistogram,
  reliabilityDiagram,
  temperatureFit,
  eceConventions,
  coverageChart,
  rocAndPrecisionRecall,
  simplexSlider,
  simplex,
  logitSpace,
  trainingCurves,
];
