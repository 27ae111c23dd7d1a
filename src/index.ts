export { type BatchHeatMapOptions, batchHeatMap } from "./charts/batchHeatMap.js";
export {
  type Chart,
  ChartError,
  type ChartTable,
  createChart,
  createPlotlyChart,
  type JsonObject,
  type JsonValue,
  type MimeBundle,
} from "./charts/Chart.js";
export { confidenceHistogram } from "./charts/confidenceHistogram.js";
export { confusionMatrixChart } from "./charts/confusionMatrixChart.js";
export { coverageChart } from "./charts/coverageChart.js";
export { dragTheLogits } from "./charts/dragTheLogits.js";
export { eceConventions } from "./charts/eceConventions.js";
export { interpretationChart } from "./charts/interpretationChart.js";
export { type LabelThermometersOptions, labelThermometers } from "./charts/labelThermometers.js";
export { logitPlayground } from "./charts/logitPlayground.js";
export { logitSpace } from "./charts/logitSpace.js";
export { logitsBesideProbabilities } from "./charts/logitsBesideProbabilities.js";
export type { ConfusionTexts } from "./charts/parts/cellTexts.js";
export type { ClassLabels } from "./charts/parts/checks.js";
export type { PointOptions } from "./charts/parts/points.js";
export { precisionRecallByThreshold } from "./charts/precisionRecallByThreshold.js";
export { rankingBars } from "./charts/rankingBars.js";
export {
  type ReliabilityDiagramOptions,
  reliabilityDiagram,
} from "./charts/reliabilityDiagram.js";
export {
  type RocAndPrecisionRecallOptions,
  rocAndPrecisionRecall,
} from "./charts/rocAndPrecisionRecall.js";
export { type SameBatchPanel, sameBatchByBug } from "./charts/sameBatchByBug.js";
export { sigmoidPoints } from "./charts/sigmoidPoints.js";
export { simplex } from "./charts/simplex.js";
export { simplexSlider } from "./charts/simplexSlider.js";
export { smallMultiples } from "./charts/smallMultiples.js";
export { softmaxAgainstSigmoid } from "./charts/softmaxAgainstSigmoid.js";
export { type TemperatureFitOptions, temperatureFit } from "./charts/temperatureFit.js";
export { temperatureTrajectories } from "./charts/temperatureTrajectories.js";
export { type LogEntry, trainingCurves } from "./charts/trainingCurves.js";
export { type WordEffectsInput, wordEffects } from "./charts/wordEffects.js";
export { Dataset, DatasetError, type Example } from "./data/Dataset.js";
export { type DatasetSplits, loadDataset } from "./data/loadDataset.js";
export type { PredictionsOptions } from "./data/makePredictions.js";
export {
  Predictions,
  PredictionsError,
  type PredictionsFormat,
  type PredictionsSource,
} from "./data/Predictions.js";
export type { DatasetColumns } from "./data/parseExamples.js";
export { parsePredictions } from "./data/parsePredictions.js";
export { readPredictions } from "./data/readPredictions.js";
export { aboveThreshold } from "./evaluate/aboveThreshold.js";
export {
  accuracy,
  balancedAccuracy,
  hammingLoss,
  type ProportionInterval,
  subsetAccuracy,
  topKAccuracy,
  wilsonInterval,
} from "./evaluate/accuracy.js";
export {
  type BinFreeOptions,
  type IsotonicReliability,
  isotonicReliability,
  type ScoreParts,
  smoothCalibrationError,
} from "./evaluate/binFreeCalibration.js";
export { type BrierParts, brierDecomposition } from "./evaluate/brierDecomposition.js";
export {
  type CalibrationBin,
  type CalibrationOptions,
  type ClasswiseError,
  calibrationCurve,
  classwiseCalibrationError,
  expectedCalibrationError,
  maximumCalibrationError,
  rootMeanSquareCalibrationError,
} from "./evaluate/calibration.js";
export type { BinOptions, CalibrationLike } from "./evaluate/calibrationBins.js";
export type { LabelSets } from "./evaluate/checks.js";
export type { Classes, ClassIds, SidesNames } from "./evaluate/classIds.js";
export {
  type AveragedScores,
  type ClassScoresOptions,
  cohenKappa,
  fBeta,
  jaccard,
  type KappaOptions,
} from "./evaluate/classScores.js";
export type { ScoresBatch, ScoresOptions, Truth } from "./evaluate/confidences.js";
export {
  type ConformalFit,
  type ConformalOptions,
  type CoverageSpread,
  conformalSets,
  fitConformal,
} from "./evaluate/conformal.js";
export { confusionMatrix } from "./evaluate/confusionMatrix.js";
export {
  type ChosenThreshold,
  type CoverageCurve,
  coverageCurve,
  type ThresholdOptionsFor,
  thresholdFor,
} from "./evaluate/coverage.js";
export { EvaluateError } from "./evaluate/EvaluateError.js";
export {
  classificationReport,
  EvaluationReport,
  multiLabelReport,
  type ReportedClass,
} from "./evaluate/EvaluationReport.js";
export type { ApplyOptions, FittedRows } from "./evaluate/fittedRows.js";
export { brierScore, crossEntropy, logLoss } from "./evaluate/logLoss.js";
export { matthewsCorrelation } from "./evaluate/matthewsCorrelation.js";
export {
  type AverageScores,
  type ClassificationScores,
  type ClassScores,
  type MultiLabelScores,
  multiLabelPrecisionRecallF1,
  precisionRecallF1,
  type Scores,
} from "./evaluate/precisionRecallF1.js";
export {
  averagePrecision,
  type PrecisionRecallCurve,
  precisionRecallCurve,
  type RankingOptions,
  type RocCurve,
  rocCurve,
} from "./evaluate/ranking.js";
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
} from "./evaluate/resample.js";
export { type RocAucOptions, rocAuc } from "./evaluate/rocAuc.js";
export {
  applyIsotonic,
  applyPlatt,
  fitIsotonic,
  fitPlatt,
  type IsotonicFit,
  type PlattFit,
} from "./evaluate/scaling.js";
export {
  applyTemperature,
  type FitTemperatureOptions,
  fitTemperature,
  type TemperatureFit,
} from "./evaluate/temperature.js";
export {
  applyVectorScaling,
  fitVectorScaling,
  type VectorFit,
} from "./evaluate/vectorScaling.js";
export {
  argmax,
  type Certainty,
  type ClassifierConfig,
  type DiagnoseContext,
  Diagnosis,
  diagnose,
  entropy,
  type Finding,
  type FindingId,
  type FunctionToApply,
  hasPlaceholderLabels,
  type Id2Label,
  InterpretedBatch,
  InterpretedColumns,
  InterpretedRow,
  type InterpretOptions,
  id2labelOf,
  interpret,
  interpretColumns,
  type Kind,
  type Logits,
  type LogitsBatch,
  LogitsError,
  type LogitsRow,
  type LogitsTensor,
  label2idOf,
  logSigmoid,
  logSoftmax,
  logSumExp,
  makeConfig,
  margin,
  type NumberTag,
  type PipelineConfig,
  type Postprocessed,
  type PostprocessOptions,
  type ProblemType,
  PythonError,
  pipelineCall,
  postprocess,
  postprocessLikeTransformersJs,
  type RankedClass,
  type RankedLogit,
  ReadingLogitsError,
  readLabels,
  type ScoredLabel,
  type Severity,
  sigmoid,
  sigmoidInto,
  softmax,
  softmaxInto,
  type Threshold,
  type Topic,
  topK,
} from "./logits/index.js";
export { type Classifier, type ClassifyOptions, Explanation } from "./model/Classifier.js";
export type { DownloadProgress } from "./model/downloadHubFile.js";
export type { TextInput, TextPair } from "./model/encodeTexts.js";
export { ExplainedWords, type ExplainWordsOptions, explainWords } from "./model/explainWords.js";
export { loadClassifier } from "./model/loadClassifier.js";
export { ModelError } from "./model/ModelError.js";
export { type Manifest, type ManifestEntry, makeManifest } from "./model/manifest.js";
export { type PreparedModel, type PrepareOptions, prepareModel } from "./model/prepareModel.js";
export { type ClassifierHead, readClassifierHead } from "./model/readClassifierHead.js";
export { readConfig } from "./model/readConfig.js";
export type { ModelOutputs, RunOptions, RunProgress } from "./model/runTexts.js";
export { shapleyValues } from "./model/shapleyValues.js";
export type {
  BatchEncoding,
  ModelTensor,
  Tokenizer,
  TransformersModel,
} from "./model/transformersTypes.js";
export { check, hint } from "./notebook/check.js";
export { type DisplayOptions, displayBundle } from "./notebook/display.js";
export { fourDiagrams } from "./notebook/exercises/fourDiagrams.js";
export { type SixOutputs, sixOutputs } from "./notebook/exercises/sixOutputs.js";
export { twelvePrograms } from "./notebook/exercises/twelvePrograms.js";
export { defineExercise, type Exercise, type Reply } from "./notebook/exercises.js";
export { expectError } from "./notebook/expectError.js";
export { compare } from "./notebook/html.js";
export { kitFolder } from "./notebook/kitFolder.js";
export { NotebookError } from "./notebook/NotebookError.js";
export { poll } from "./notebook/poll.js";
export { predict } from "./notebook/predict.js";
export { definePrediction, type Prediction } from "./notebook/predictions.js";
export { progress } from "./notebook/progress.js";
export {
  downloadProgress,
  type ProgressBar,
  progressBar,
  trainerProgress,
} from "./notebook/progressBar.js";
export { show, showTable } from "./notebook/show.js";
export { showDiagnosis } from "./notebook/showDiagnosis.js";
export { showSource } from "./notebook/showSource.js";
export type { CardLine, CardOptions } from "./report/cardLines.js";
export type { Costs } from "./report/costOf.js";
export type { FilePrint, ModelPrint, Passport, PassportFacts } from "./report/passportOf.js";
export { ReportError } from "./report/ReportError.js";
export { ReadingCard, readingCard } from "./report/readingCard.js";
export { Report, type ReportOptions, report } from "./report/report.js";
export type { ComputeMetrics } from "./trainer/evaluationLoop.js";
export type { ForwardModel, ModelOutput, Row } from "./trainer/ForwardModel.js";
export {
  applyHead,
  type NewHeadOptions,
  newHead,
  readHead,
  type TrainerHead,
} from "./trainer/head.js";
export { classificationLoss, type LossOptions } from "./trainer/loss.js";
export {
  type EvalPrediction,
  type LabelIds,
  type Metrics,
  PredictionOutput,
} from "./trainer/PredictionOutput.js";
export type { ComputeLoss } from "./trainer/predictionStep.js";
export type { TrainerProgress } from "./trainer/progress.js";
export { Trainer } from "./trainer/Trainer.js";
export { TrainerError } from "./trainer/TrainerError.js";
export type {
  ClassWeights,
  DatasetRows,
  NamedDatasets,
  PredictOptions,
  TrainerOptions,
  TrainOptions,
} from "./trainer/TrainerOptions.js";
export { type TrainerState, TrainOutput } from "./trainer/TrainerState.js";
export {
  type Strategy,
  TrainingArguments,
  type TrainingArgumentsOptions,
} from "./trainer/TrainingArguments.js";
