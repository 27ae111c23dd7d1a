import { converter } from "culori";

/** What the style sheet's `invert(1) hue-rotate(180deg)` makes of a colour, by the matrix of the Filter Effects specification. */
export function inTheDark(colour: string): string {
  const { r, g, b } = converter("rgb")(colour) ?? { r: 0, g: 0, b: 0 };
  const inverted = [1 - r, 1 - g, 1 - b];
  const rows = [
    [-0.574, 1.43, 0.144],
    [0.426, 0.43, 0.144],
    [0.426, 1.43, -0.856],
  ];
  const turned = rows.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, share, i) => sum + share * inverted[i], 0),
      ),
    ),
  );
  return `rgb(${turned.map((value) => Math.round(255 * value)).join(" ")})`;
}
