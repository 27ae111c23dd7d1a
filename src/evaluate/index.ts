/**
 * The measures of predictions against the truth on their own, as `reading-logits/evaluate`: without dependencies, for Node and
 * for browsers.
 *
 * @example
 * import { accuracy } from "reading-logits/evaluate";
 * accuracy([1, 0, 1, 1], [1, 0, 0, 1]); // 0.75
 *
 * @module
 */

export { aboveThreshold } from "./aboveThreshold.js";
export {
  accuracy,
  balancedAccuracy,
  hammingLoss,
  type ProportionInterval,
  subsetAccuracy,
  topKAccuracy,
  wilsonInterval,
} from "./accuracy.js";
export {
  type BinFreeOptions,
  type IsotonicReliability,
  isotonicReliability,
  type ScoreParts,
  smoothCalibrationError,
} from "./binFreeCalibration.js";
export { type BrierParts, brierDecomposition } from "./brierDecomposition.js";
export {
  type CalibrationBin,
  type CalibrationOptions,
  type ClasswiseError,
  calibrationCurve,
  classwiseCalibrationError,
  expectedCalibrationError,
  maximumCalibrationError,
  rootMeanSquareCalibrationError,
} from "./calibration.js";
export type { BinOptions, CalibrationLike } from "./calibrationBins.js";
export type { LabelSets } from "./checks.js";
export type { Classes, ClassIds, SidesNames } from "./classIds.js";
export {
  type AveragedScores,
  type ClassScoresOptions,
  cohenKappa,
  fBeta,
  jaccard,
  type KappaOptions,
} from "./classScores.js";
export type { ScoresBatch, ScoresOptions, Truth } from "./confidences.js";
export {
  type ConformalFit,
  type ConformalOptions,
  type CoverageSpread,
  conformalSets,
  fitConformal,
} from "./conformal.js";
export { confusionMatrix } from "./confusionMatrix.js";
export {
  type ChosenThreshold,
  type CoverageCurve,
  coverageCurve,
  type ThresholdOptionsFor,
  thresholdFor,
} from "./coverage.js";
export { EvaluateError } from "./EvaluateError.js";
export {
  classificationReport,
  EvaluationReport,
  multiLabelReport,
  type ReportedClass,
} from "./EvaluationReport.js";
export type { ApplyOptions, FittedRows } from "./fittedRows.js";
export { brierScore, crossEntropy, logLoss } from "./logLoss.js";
export { matthewsCorrelation } from "./matthewsCorrelation.js";
export {
  type AverageScores,
  type ClassificationScores,
  type ClassScores,
  type MultiLabelScores,
  multiLabelPrecisionRecallF1,
  precisionRecallF1,
  type Scores,
} from "./precisionRecallF1.js";
export {
  averagePrecision,
  type PrecisionRecallCurve,
  precisionRecallCurve,
  type RankingOptions,
  type RocCurve,
  rocCurve,
} from "./ranking.js";
export {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapInterval,
  type McNemar,
  type Measure,
  type MeasureOfSets,
  mcNemar,
  type PairedBootstrap,
  pairedBootstrap,
  type SetsBootstrapOptions,
} from "./resample.js";
export { type RocAucOptions, rocAuc } from "./rocAuc.js";
export {
  applyIsotonic,
  applyPlatt,
  fitIsotonic,
  fitPlatt,
  type IsotonicFit,
  type PlattFit,
} from "./scaling.js";
export {
  applyTemperature,
  type FitTemperatureOptions,
  fitTemperature,
  type TemperatureFit,
} from "./temperature.js";
export {
  applyVectorScaling,
  fitVectorScaling,
  type VectorFit,
} from "./vectorScaling.js";
