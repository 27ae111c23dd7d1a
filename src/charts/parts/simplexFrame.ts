import type { JsonObject } from "../Chart.js";
import { classColours, palette } from "./theme.js";
import { isolate, shorten } from "./words.js";

/** Three shares that sum to one: how much of the first, the second and the third class. */
export type Shares = readonly [number, number, number];

/** The height of the simplex, whose sides are 1 long. */
export const simplexHeight = Math.sqrt(3) / 2;

/** The point that is equally far from every corner: all three probabilities are a third. */
export const centre: Shares = [1 / 3, 1 / 3, 1 / 3];

/**
 * Where three shares lie in the simplex, a triangle with sides of length 1: the first class at the top, the second on the
 * left, the third on the right. A corner is all of one class; the nearer to a corner, the larger its share.
 *
 * @example placeOf([1, 0, 0]) // { x: 0.5, y: 0.8660 }
 * @example placeOf([0, 1, 0]) // { x: 0, y: 0 }
 */
export function placeOf([first, , third]: Shares): { x: number; y: number } {
  return { x: third + first / 2, y: first * simplexHeight };
}

/** The same as Vega expressions over the fields `p0` and `p2`, for charts that compute in the page. */
export const placeExpressions = {
  x: "datum.p2 + datum.p0 / 2",
  y: `datum.p0 * ${simplexHeight}`,
};

/**
 * The line where one class has this share: its two ends, the one with its number first.
 *
 * As in Plotly, the numbers of the first class are on the left side, those of the second below, those of the third on the
 * right.
 *
 * @example shareLine(0, 0.2) // [[0.2, 0.8, 0], [0.2, 0, 0.8]]
 */
export function shareLine(classIndex: number, share: number): [Shares, Shares] {
  const next = (classIndex + 1) % 3;
  const last = (classIndex + 2) % 3;
  const end = (other: number): Shares => {
    const shares: [number, number, number] = [0, 0, 0];
    shares[classIndex] = share;
    shares[other] = 1 - share;
    return shares;
  };
  return [end(next), end(last)];
}

/**
 * The part of the simplex where a class has the highest probability: from its corner to the middle of one side, to the
 * centre, to the middle of the other side. The three parts meet in the centre.
 *
 * @example decisionRegion(0) // [[1, 0, 0], [0.5, 0.5, 0], [0.3333, 0.3333, 0.3333], [0.5, 0, 0.5]]
 */
export function decisionRegion(classIndex: number): Shares[] {
  return [
    mixture(classIndex, classIndex),
    mixture(classIndex, (classIndex + 1) % 3),
    centre,
    mixture(classIndex, (classIndex + 2) % 3),
  ];
}

/** Where a region's name is: well inside, on the line from the centre to the corner. */
export function regionMiddle(classIndex: number): Shares {
  return [0, 1, 2].map((index) => (index === classIndex ? 0.6 : 0.2)) as unknown as Shares;
}

/** Half of one class and half of another. */
function mixture(one: number, other: number): Shares {
  const shares: [number, number, number] = [0, 0, 0];
  shares[one] += 0.5;
  shares[other] += 0.5;
  return shares;
}

/** How one group of points looks: colour and shape say the same, so that either is enough. */
export interface PointStyle {
  name: string;
  colour: string;
  /** Vega and Plotly call these shapes by the same names. */
  shape: string;
}

const shapes = ["circle", "square", "triangle-up"];

/** One style per class, for up to three. */
export function classStyles(labels: readonly string[]): PointStyle[] {
  return labels.map((name, index) => ({ name, colour: classColours[index], shape: shapes[index] }));
}

/** Right as circles, wrong as triangles. */
export const verdictStyles: readonly PointStyle[] = [
  { name: "right", colour: palette.right, shape: "circle" },
  { name: "wrong", colour: palette.wrong, shape: "triangle-up" },
];

/** Grid lines of equal probability: at which shares, and in which colour. */
export const grid = { shares: [0.2, 0.4, 0.6, 0.8], colour: "#C8C8C8" } as const;
const decorative = { aria: false, clip: false };

/**
 * The simplex behind its points as Vega-Lite layers: three lightly coloured regions that say which class is predicted there,
 * lines of equal probability every 0.2 with their numbers, and the classes at the corners.
 *
 * @param width of the panel, in pixels
 */
export function simplexFrame(labels: readonly string[], width: number): JsonObject[] {
  return [regions(), lines(), numbers(), ...simplexNames(labels, width)];
}

function regions(): JsonObject {
  const values = [0, 1, 2].flatMap((region) =>
    decisionRegion(region).map((corner, order) => ({ region, order, ...placeOf(corner) })),
  );
  return {
    data: { name: "regions", values },
    mark: { type: "line", interpolate: "linear-closed", strokeOpacity: 0.6, ...decorative },
    encoding: {
      ...simplexAxes,
      order: { field: "order" },
      detail: { field: "region" },
      stroke: { value: palette.softInk },
      fill: {
        field: "region",
        type: "ordinal",
        scale: { domain: [0, 1, 2], range: classColours.slice(0, 3) },
        legend: null,
      },
      fillOpacity: { value: 0.1 },
      strokeWidth: { value: 1 },
    },
  };
}

function lines(): JsonObject {
  const values = [0, 1, 2].flatMap((classIndex) =>
    grid.shares.map((share) => {
      const [from, to] = shareLine(classIndex, share).map(placeOf);
      return { x: from.x, y: from.y, x2: to.x, y2: to.y };
    }),
  );
  return {
    data: { name: "lines", values },
    mark: { type: "rule", color: grid.colour, strokeWidth: 0.7, ...decorative },
    encoding: { ...simplexAxes, x2: { field: "x2" }, y2: { field: "y2" } },
  };
}

/** Where a number is from the end of its line: to the left of the left side, below, to the right of the right side. */
const besides = [
  { dx: -8, dy: 0, align: "right" },
  { dx: 6, dy: 12, align: "center" },
  { dx: 7, dy: -5, align: "left" },
];

function numbers(): JsonObject {
  return {
    layer: besides.map((place, classIndex) => ({
      data: { values: grid.shares.map((share) => numberAt(classIndex, share)) },
      mark: {
        type: "text",
        fontSize: 11,
        color: palette.softInk,
        baseline: "middle",
        ...place,
        ...decorative,
      },
      encoding: { ...simplexAxes, text: { field: "share" } },
    })),
  };
}

function numberAt(classIndex: number, share: number): JsonObject {
  const [from] = shareLine(classIndex, share);
  return { ...placeOf(from), share: share.toFixed(1) };
}

/** The two axes that every layer of the simplex shares: bare, since it brings its own lines and numbers. */
export const simplexAxes: JsonObject = { x: axis("x", 1), y: axis("y", simplexHeight) };

function axis(field: string, end: number): JsonObject {
  return { field, type: "quantitative", axis: null, scale: { domain: [0, end], nice: false } };
}

/** The words around and in the simplex as Vega-Lite layers: what is predicted where, what each side measures, the corners. */
function simplexNames(labels: readonly string[], width: number): JsonObject[] {
  return [regionNames(labels, width), ...sideNames(labels, width), ...corners(labels, width)];
}

/** Narrower than this, a name in or around the simplex takes more than one line. */
export const wideSimplex = 500;

function regionNames(labels: readonly string[], width: number): JsonObject {
  const predicted = (name: string) =>
    width < wideSimplex
      ? ["predicted:", shorten(name, 16)]
      : `predicted: ${isolate(shorten(name, 18))}`;
  const values = labels.map((label, region) => ({
    ...placeOf(regionMiddle(region)),
    says: predicted(label),
  }));
  return {
    data: { name: "regionNames", values },
    mark: {
      type: "text",
      fontSize: 12,
      fontStyle: "italic",
      color: palette.softInk,
      ...decorative,
    },
    encoding: { ...simplexAxes, text: { field: "says" } },
  };
}

/** The height of the panel that the simplex fills. */
export const simplexPanelHeight = (width: number) => Math.round(width * simplexHeight);

/** Where each class's name runs, along the side with its numbers: up the left, leftwards below, down the right. */
function sides(width: number) {
  const [middle, beside] = [0.425 * simplexPanelHeight(width), 48];
  return [
    { x: width / 4 - beside, y: middle, angle: -60, arrow: ["", " →"] },
    { x: width / 2, y: simplexPanelHeight(width) + 26, angle: 0, arrow: ["← ", ""] },
    { x: (3 * width) / 4 + beside, y: middle, angle: 60, arrow: ["", " →"] },
  ];
}

function sideNames(labels: readonly string[], width: number): JsonObject[] {
  return labels.map((label, classIndex) => {
    const { arrow, ...place } = sides(width)[classIndex];
    const says = `${arrow[0]}probability of ${isolate(shorten(label, 20))}${arrow[1]}`;
    return {
      data: { values: [{ says }] },
      mark: { type: "text", fontSize: 11, color: palette.softInk, ...place, ...decorative },
      encoding: { text: { field: "says" } },
    };
  });
}

function corners(labels: readonly string[], width: number): JsonObject[] {
  return labels.map((label, classIndex) => {
    const corner = mixture(classIndex, classIndex);
    const says = shorten(label, 34);
    return {
      data: { values: [{ ...placeOf(corner), says }] },
      mark: {
        type: "text",
        fontSize: 13,
        fontWeight: "bold",
        color: palette.ink,
        limit: 290,
        ...cornerPlace(classIndex, says.length, width < wideSimplex),
        ...decorative,
      },
      encoding: { ...simplexAxes, text: { field: "says" } },
    };
  });
}

/**
 * Centred at its corner, but a long name below starts or ends near it, so that the two don't meet; in a narrow panel they are on
 * two lines.
 */
function cornerPlace(classIndex: number, length: number, isNarrow: boolean): JsonObject {
  if (classIndex === 0) return { dy: -10, align: "center" };
  if (length <= 12 && !isNarrow) return { dy: 22, align: "center" };
  const beside = isNarrow ? 20 : 40;
  if (classIndex === 1) return { dx: -beside, dy: 42, align: "left" };
  return { dx: beside, dy: isNarrow ? 60 : 42, align: "right" };
}
