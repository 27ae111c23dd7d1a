import type { JsonObject } from "../Chart.js";
import { axisInset, narrowRoom, wrapped } from "./narrow.js";

const width = narrowRoom - axisInset - 12;
/** The curves whose names stand above their panel. */
const curves = 3;

/**
 * The three panels of `confidenceHistogram` on a phone: the sentence between them takes two lines, and the names of the curves
 * stand one below the other.
 */
export function narrowHistogram([bars, sentence, shares]: readonly JsonObject[]): JsonObject[] {
  const transform = [
    ...(sentence.transform as JsonObject[]),
    { calculate: wrapped("datum.words", 42), as: "words" },
  ];
  const layer = shares.layer as JsonObject[];
  // Each name is after a piece of its line: a rule, then a text.
  const names = layer.slice(-2 * curves).map((part, i) => {
    const line = Math.floor(i / 2);
    return moved(part, line, 16 * (line - curves) + 4);
  });
  return [
    { ...bars, width },
    { ...moved(sentence, 0, 12), width, height: 48, transform },
    { ...shares, width, layer: [...layer.slice(0, -2 * curves), ...names] },
  ];
}

/** From its place in the line to the left end, beside the axis. */
function moved(part: JsonObject, place: number, y: number): JsonObject {
  const encoding = part.encoding as Record<string, JsonObject>;
  const across = (channel: JsonObject) => ({
    value: Number(channel.value) - placesInLine[place] - axisInset,
  });
  const { x, x2 } = encoding;
  const places = { x: across(x), ...(x2 ? { x2: across(x2) } : {}), y: { value: y } };
  return { ...part, encoding: { ...encoding, ...places } };
}

/** Where the names start, where all are in one line. */
export const placesInLine = [0, 220, 450];
