import { batchHeatMap } from "./batchHeatMap.js";
import type { ChartCheck } from "./ChartCheck.js";
import { confidenceHistogram } from "./confidenceHistogram.js";
import { confusionMatrixChart } from "./confusionMatrixChart.js";
import { dragTheLogits } from "./dragTheLogits.js";
import { interpretationChart } from "./interpretationChart.js";
import { logitPlayground } from "./logitPlayground.js";
import { logitSpace } from "./logitSpace.js";
import { logitsBesideProbabilities } from "./logitsBesideProbabilities.js";
import { rankingBars } from "./rankingBars.js";
import { sigmoidPoints } from "./sigmoidPoints.js";
import { simplex } from "./simplex.js";
import { simplexSlider } from "./simplexSlider.js";
import { smallMultiples } from "./smallMultiples.js";
import { softmaxAgainstSigmoid } from "./softmaxAgainstSigmoid.js";
import { temperatureTrajectories } from "./temperatureTrajectories.js";
import { trainingCurves } from "./trainingCurves.js";

/** Every chart of the gallery, in its order. */
export const chartChecks: readonly ChartCheck[] = [
  logitsBesideProbabilities,
  dragTheLogits,
  logitPlayground,
  softmaxAgainstSigmoid,
  temperatureTrajectories,
  rankingBars,
  smallMultiples,
  batchHeatMap,
  interpretationChart,
  sigmoidPoints,
  confusionMatrixChart,
  confidenceHistogram,
  simplexSlider,
  simplex,
  logitSpace,
  trainingCurves,
];
