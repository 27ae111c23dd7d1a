import { temperatureText } from "../controls/temperatureSlider.js";
import { mostSvgMarks } from "../frame/themeFor.js";
import type { JsonObject } from "../MimeBundle.js";
import { type Point, verdictOf } from "../reading/readPoints.js";
import { formatLogitExpression } from "../words/formatLogit.js";
import { formatProbabilityExpression } from "../words/formatProbability.js";
import { classStyles, type PointStyle, verdictStyles } from "./pointStyles.js";
import { softmaxOfThree } from "./softmaxOfThree.js";
import { triangleAxes } from "./triangleAxes.js";

/**
 * Points in a triangle as a Vega-Lite layer: probabilities and places are computed in the page from the logits and the
 * parameter `temperature`. It needs the labels twice: as the parameter `labels`, and as
 * `enclosed` for use within a sentence.
 *
 * Colour and shape say right or wrong where the truth is known, else the predicted class.
 */
export function trianglePoints(points: readonly Point[], labels: readonly string[]): JsonObject {
  const known = points[0].truth !== undefined;
  const styles = known ? verdictStyles : classStyles(labels);
  const spoken = points.length <= mostSvgMarks;
  return {
    data: { name: "points", values: points.map((point) => pointValue(point, known)) },
    transform: [...softmaxOfThree("temperature"), ...words(known, spoken)],
    mark: { type: "point", filled: true, opacity: opacityFor(points.length) },
    encoding: {
      ...triangleAxes,
      color: channel(
        styles.map(({ colour }) => colour),
        known,
      ),
      shape: channel(
        styles.map(({ shape }) => shape),
        known,
      ),
      size: { value: sizeFor(points.length) },
      tooltip: tooltip(known),
      ...(spoken ? { description: { field: "spoken" } } : {}),
    },
  };
}

/** The logits as `z0`, `z1`, `z2`: all that a point's place follows from. */
export function logitsOf({ index, logits: [z0, z1, z2] }: Point): JsonObject {
  return { index, z0, z1, z2 };
}

function pointValue(point: Point, known: boolean): JsonObject {
  const { text, predicted, truth = 0 } = point;
  const group = known ? Number(verdictOf(point) === "wrong") : predicted;
  return { ...logitsOf(point), text, group, predicted, ...(known ? { truth } : {}) };
}

/** With verdicts a legend; without, the regions say the class. */
function channel(range: PointStyle[keyof PointStyle][], known: boolean): JsonObject {
  const labelExpr = "['right', 'wrong'][datum.value]";
  return {
    field: "group",
    type: "nominal",
    scale: { domain: range.map((_, index) => index), range },
    legend: known ? { labelExpr, title: null, orient: "top-right", symbolOpacity: 1 } : null,
  };
}

/** What is read of a point: in words and numbers, or of very many in numbers alone, which are made five times as fast. */
function words(known: boolean, spoken: boolean): JsonObject[] {
  const says = [0, 1, 2].map((i) => ({
    calculate: spoken ? saidOf(i) : roundedOf(i),
    as: `says${i}`,
  }));
  const truth = known ? " + ', true class ' + enclosed[datum.truth]" : "";
  const sentence =
    "datum.text + ': ' + datum.says0 + ', ' + datum.says1 + ', ' + datum.says2 + ' at temperature ' + " +
    `${temperatureText} + ', predicted ' + enclosed[datum.predicted]${truth}`;
  return [
    ...says,
    { calculate: "labels[datum.predicted]", as: "predictedLabel" },
    ...(known ? [{ calculate: "labels[datum.truth]", as: "truthLabel" }] : []),
    ...(spoken ? [{ calculate: sentence, as: "spoken" }] : []),
  ];
}

function saidOf(index: number): string {
  const probability = formatProbabilityExpression.replaceAll(
    "datum.probability",
    `datum.p${index}`,
  );
  const logit = formatLogitExpression(`datum.z${index}`);
  return `enclosed[${index}] + ': ' + (${probability}) + ' (logit ' + ${logit} + ')'`;
}

function roundedOf(index: number): string {
  const p = `datum.p${index}`;
  return (
    `${p} > 0 && ${p} < 0.00005 ? '<0.0001' : ${p} < 1 && ${p} >= 0.99995 ? '>0.9999'` +
    ` : round(${p} * 1e4) / 1e4`
  );
}

function tooltip(known: boolean): JsonObject[] {
  return [
    { field: "text", title: "text" },
    { field: "says0", title: "probability of class 0" },
    { field: "says1", title: "probability of class 1" },
    { field: "says2", title: "probability of class 2" },
    { field: "predictedLabel", title: "predicted" },
    ...(known ? [{ field: "truthLabel", title: "true class" }] : []),
  ];
}

const sizeFor = (count: number) => (count <= 100 ? 90 : count <= mostSvgMarks ? 40 : 14);
const opacityFor = (count: number) => (count <= 100 ? 0.95 : count <= mostSvgMarks ? 0.7 : 0.4);
