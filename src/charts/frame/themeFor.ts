import type { JsonObject } from "../MimeBundle.js";
import { theme } from "./theme.js";

/** From about here on SVG, with an element a mark, takes longer than one likes to wait. */
export const mostSvgMarks = 2000;

/** The {@link theme} for so many marks: above 2,000 the page draws on a canvas, and a screen reader has the table instead. */
export function themeFor(marks: number): JsonObject {
  const frame = theme();
  if (marks <= mostSvgMarks) return frame;
  const { embedOptions } = frame.usermeta as { embedOptions: JsonObject };
  return { ...frame, usermeta: { embedOptions: { ...embedOptions, renderer: "canvas" } } };
}
