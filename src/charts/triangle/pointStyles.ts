import { classColours, palette } from "../frame/theme.js";

/** How one group of points looks: colour and shape say the same, so that neither is needed alone. */
export interface PointStyle {
  name: string;
  colour: string;
  /** Vega and Plotly call these shapes by the same names. */
  shape: string;
}

const shapes = ["circle", "square", "triangle-up"];

/** One style a class, for up to three. */
export function classStyles(labels: readonly string[]): PointStyle[] {
  return labels.map((name, index) => ({ name, colour: classColours[index], shape: shapes[index] }));
}

/** Right as circles, wrong as triangles. */
export const verdictStyles: readonly PointStyle[] = [
  { name: "right", colour: palette.right, shape: "circle" },
  { name: "wrong", colour: palette.wrong, shape: "triangle-up" },
];
