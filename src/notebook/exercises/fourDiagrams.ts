import { type Chart, createChart, type JsonObject } from "../../charts/Chart.js";
import { palette, theme } from "../../charts/parts/theme.js";

/** The mean confidence in each bin, the same for all four models. */
const claimed = [0.55, 0.65, 0.75, 0.85, 0.95];

/** Four models' accuracy in each of these bins. */
const achieved: Readonly<Record<string, readonly number[]>> = {
  A: [0.57, 0.63, 0.76, 0.84, 0.96],
  B: [0.7, 0.8, 0.88, 0.94, 0.99],
  C: [0.52, 0.55, 0.61, 0.67, 0.74],
  D: [0.75, 0.74, 0.75, 0.76, 0.75],
};

/**
 * The picture of exercise 05.3: the reliability diagrams of four models that answered the same texts, without a headline that
 * would say which of them is over-confident.
 *
 * @example fourDiagrams()
 * // prints: Four models: what they claim and achieve
 * //
 * // model  claimed  achieved
 * //     A     0.55      0.57
 * // …
 */
export function fourDiagrams(): Chart {
  const title = "Four models: what they claim and achieve";
  const points = Object.entries(achieved).flatMap(([model, shares]) =>
    claimed.map((claim, bin) => ({ model, claimed: claim, achieved: shares[bin] })),
  );
  const description = `${title}. Four small reliability diagrams, A to D, of five bins each.`;
  const spec: JsonObject = {
    ...theme(),
    title: { text: title, subtitle: "Dashed: what is claimed is achieved." },
    description,
    data: { values: points },
    facet: { field: "model", type: "nominal", title: null, header: { labelFontSize: 15 } },
    columns: 2,
    spec: { width: 120, height: 120, layer: [diagonal, bins] },
  };
  const rows = points.map((point) => [
    point.model,
    point.claimed.toFixed(2),
    point.achieved.toFixed(2),
  ]);
  return createChart({
    title,
    description,
    spec,
    table: { columns: ["model", "claimed", "achieved"], rows },
  });
}

const share = (field: string): JsonObject => ({
  field,
  type: "quantitative",
  title: field,
  scale: { domain: [0.5, 1], nice: false },
  axis: { values: [0.5, 0.75, 1], format: ".2f" },
});

const diagonal: JsonObject = {
  data: { values: [{ claimed: 0.5, achieved: 0.5, end: 1 }] },
  mark: { type: "rule", color: palette.softInk, strokeDash: [4, 4], aria: false },
  encoding: {
    x: share("claimed"),
    x2: { field: "end" },
    y: share("achieved"),
    y2: { field: "end" },
  },
};

const bins: JsonObject = {
  transform: [
    {
      calculate:
        "'model ' + datum.model + ': claimed ' + format(datum.claimed, '.2f') + ', achieved ' + format(datum.achieved, '.2f')",
      as: "spoken",
    },
  ],
  mark: { type: "point", filled: true, size: 60, opacity: 1, color: palette.predicted },
  encoding: {
    x: share("claimed"),
    y: share("achieved"),
    tooltip: [{ field: "spoken", title: "bin" }],
    description: { field: "spoken" },
  },
};
