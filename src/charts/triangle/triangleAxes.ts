import type { JsonObject } from "../MimeBundle.js";
import { triangleHeight } from "./ternary.js";

/** The two axes that every layer of a triangle shares: bare, since the triangle brings its own lines and numbers. */
export const triangleAxes: JsonObject = { x: axis("x", 1), y: axis("y", triangleHeight) };

function axis(field: string, end: number): JsonObject {
  return { field, type: "quantitative", axis: null, scale: { domain: [0, end], nice: false } };
}
