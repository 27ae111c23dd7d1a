import type { ChartCheck } from "./ChartCheck.js";
import { confusionMatrixChart } from "./confusionMatrixChart.js";
import { dragTheLogits } from "./dragTheLogits.js";
import { interpretationChart } from "./interpretationChart.js";
import { logitsBesideProbabilities } from "./logitsBesideProbabilities.js";
import { sigmoidPoints } from "./sigmoidPoints.js";
import { trainingCurves } from "./trainingCurves.js";

/** Every chart of the gallery, in its order. */
export const chartChecks: readonly ChartCheck[] = [
  logitsBesideProbabilities,
  dragTheLogits,
  interpretationChart,
  sigmoidPoints,
  confusionMatrixChart,
  trainingCurves,
];
