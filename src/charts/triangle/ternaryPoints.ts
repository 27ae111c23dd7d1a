import { softmax } from "../../logits/softmax.js";
import type { JsonObject } from "../MimeBundle.js";
import { type Point, verdictOf } from "../reading/readPoints.js";
import { formatLogit } from "../words/formatLogit.js";
import { plainName } from "../words/plainName.js";
import { classStyles, type PointStyle, verdictStyles } from "./pointStyles.js";

/** The points that look the same: a group a class or, where the truth is known, right and wrong. */
export function ternaryGroups(points: readonly Point[], labels: readonly string[]) {
  const known = points[0].truth !== undefined;
  const styles = known ? verdictStyles : classStyles(labels);
  return styles.map((style, index) => ({
    style,
    points: points.filter((point) =>
      known ? verdictOf(point) === style.name : point.predicted === index,
    ),
  }));
}

/** One group of points as a trace, at T = 1, with what is read when the pointer is over a point. */
export function ternaryMarkers(
  { style, points }: { style: PointStyle; points: readonly Point[] },
  labels: readonly string[],
): JsonObject {
  const size = points.length > 100 ? 7 : 12;
  return {
    type: "scatterternary",
    mode: "markers",
    name: plainName(style.name, 40),
    ...sharesAt(points, 1),
    customdata: points.map((point) => hoverOf(point, labels)),
    hovertemplate: hoverTemplate(labels, points[0]?.truth !== undefined),
    marker: {
      color: style.colour,
      symbol: style.shape,
      size,
      opacity: points.length > 100 ? 0.7 : 1,
    },
    cliponaxis: false,
  };
}

/**
 * The points' probabilities of the first two classes; Plotly adds the third. Twelve decimals keep a stored lesson small and
 * are closer than any eye.
 */
export function sharesAt(points: readonly Point[], temperature: number): JsonObject {
  const rows = points.map(({ logits }) => softmax(logits, { temperature }));
  const column = (index: number) => rows.map((row) => Number(row[index].toFixed(12)));
  return { a: column(0), b: column(1) };
}

function hoverOf({ text, logits, predicted, truth }: Point, labels: readonly string[]): string[] {
  const classes = truth === undefined ? [predicted] : [predicted, truth];
  const names = classes.map((index) => plainName(labels[index], 40));
  return [plainName(text, 100), ...logits.map(formatLogit), ...names];
}

function hoverTemplate(labels: readonly string[], known: boolean): string {
  const numbers = labels.map((label, i) => {
    const name = plainName(label, 40);
    return `${name}: probability ≈ %{${"abc"[i]}:.4f}, logit %{customdata[${i + 1}]}`;
  });
  const lines = ["%{customdata[0]}", ...numbers, "predicted: %{customdata[4]}"];
  if (known) lines.push("true class: %{customdata[5]}");
  return `${lines.join("<br>")}<extra></extra>`;
}
