import type { JsonObject } from "../Chart.js";
import { narrowRoom, wrapped } from "./narrow.js";
import { textAt } from "./textAt.js";
import { palette } from "./theme.js";

/** What a {@link fractionPanel} writes, as Vega expressions over the row of a class. */
interface FractionWords {
  /** The term of a class. */
  readonly term: string;
  /** What the fraction equals. */
  readonly result: string;
  /** The lines that a screen reader has instead of the fraction: fields of the predicted class, computed where they aren't yet. */
  readonly heard: readonly { readonly field: string; readonly calculate?: string }[];
  readonly resultStyle?: JsonObject;
}

/**
 * Under the bars: softmax's fraction for the predicted class, what it equals, and the label that argmax picks.
 *
 * @param letters the length of the longest term that the sliders can make
 * @param width of the panel, in pixels
 * @param left where it begins; on a phone, this is left of the panels, and the result is below the fraction rather than beside it
 */
export function fractionPanel(
  classes: number,
  letters: number,
  width: number,
  left: number,
  { term, result, heard, resultStyle = {} }: FractionWords,
): JsonObject {
  const isNarrow = left < 0;
  const { across, bottom } = fractionLayout(classes, letters);
  const under = bottom + (isNarrow ? 24 : 0);
  const verdict = "'predicted label: ' + datum.label";
  const ofResult = { ...bold, color: palette.ink, ...resultStyle };
  return {
    height: under + (isNarrow ? 42 : 26),
    width: isNarrow ? narrowRoom + left : width,
    transform: [{ calculate: term, as: "term" }],
    layer: [
      fraction(classes, letters, left),
      {
        transform: [
          { filter: "datum.predicted" },
          { calculate: result, as: "result" },
          ...heard.flatMap(({ field, calculate }) => (calculate ? [{ calculate, as: field }] : [])),
          { calculate: isNarrow ? wrapped(verdict, 46) : verdict, as: "verdict" },
        ],
        layer: [
          ...heard.map(({ field }) => unseenLine(field)),
          isNarrow
            ? textAt("result", left, bottom + 12, { ...ofResult, fontSize: 13, limit: narrowRoom })
            : textAt("result", across + 12, 26, ofResult),
          textAt("verdict", left, under + 14, { ...bold, color: palette.predicted }),
        ],
      },
    ],
  };
}

const bold = { baseline: "middle", fontSize: 13, fontWeight: "bold", limit: 640 };

/** How a fraction is laid out, in pixels. */
export interface FractionLayout {
  /** From the first term of a line to its last, and as long as the line of the fraction. */
  across: number;
  /** Where the lines below that of the fraction end. */
  bottom: number;
}

/** Where {@link fraction} draws, with terms of at most so many letters. */
export function fractionLayout(classes: number, letters: number): FractionLayout {
  const lines = Math.ceil(classes / termsInLine);
  return {
    across: Math.min(classes, termsInLine) * cellWidth(letters),
    bottom: 34 + lineHeight * lines,
  };
}

/** As many terms as fit beside one another on a phone. */
export const termsInLine = 3;
const lineHeight = 18;
/** A term with the plus sign after it, which is in the middle between two. */
const cellWidth = (letters: number) => Math.ceil(7 * letters + 24);

/**
 * Softmax of the predicted class as it is written on paper: its own term above the line, everybody's below. Each term has a
 * place of its own, so that it can light up with its class.
 *
 * Rows are classes with `index`, `predicted` and the text `term`; the parameter `hovered` says which one is lit. A screen
 * reader needs the numbers as one line, see {@link unseenLine}.
 *
 * @param letters the length of the longest term that the sliders can make
 * @param left where it begins, in pixels: on a phone, this is left of the panels
 */
export function fraction(classes: number, letters: number, left = 0): JsonObject {
  const cell = cellWidth(letters);
  const { across } = fractionLayout(classes, letters);
  const lines = Math.ceil(classes / termsInLine);
  const inLast = classes - (lines - 1) * termsInLine;
  const line = `floor(datum.index / ${termsInLine})`;
  const terms = `(${line} < ${lines - 1} ? ${Math.min(classes, termsInLine)} : ${inLast})`;
  const column = `datum.index % ${termsInLine} + 0.5 - ${terms} / 2`;
  const below: JsonObject[] = [
    { calculate: `${left + across / 2} + ${cell} * (${column})`, as: "x" },
    { calculate: `42 + ${lineHeight} * ${line}`, as: "y" },
  ];
  const above: JsonObject[] = [
    { filter: "datum.predicted" },
    { calculate: String(left + across / 2), as: "x" },
    { calculate: "12", as: "y" },
  ];
  const plus: JsonObject[] = [
    ...below,
    { filter: `datum.index < ${classes - 1}` },
    { calculate: `datum.x + ${cell / 2}`, as: "x" },
    { calculate: "'+'", as: "term" },
  ];
  return {
    layer: [
      ...[above, below].map((transform) => litTerm(transform, 7 * letters + 6)),
      ...[above, below, plus].map(termText),
      {
        mark: { type: "rule", color: palette.ink, aria: false },
        encoding: { x: { value: left }, x2: { value: left + across }, y: { value: 25 } },
      },
    ],
  };
}

const at = (field: string): JsonObject => ({ field, type: "quantitative", scale: null });

function termText(transform: JsonObject[]): JsonObject {
  return {
    transform,
    mark: { type: "text", baseline: "middle", fontSize: 13, color: palette.ink, aria: false },
    encoding: { x: at("x"), y: at("y"), text: { field: "term" } },
  };
}

function litTerm(transform: JsonObject[], width: number): JsonObject {
  const left = { calculate: `datum.x - ${width / 2}`, as: "left" };
  const right = { calculate: `datum.x + ${width / 2}`, as: "right" };
  return {
    transform: [...transform, left, right],
    mark: { type: "rule", color: palette.lit, strokeWidth: lineHeight - 1, aria: false },
    encoding: {
      x: at("left"),
      x2: { field: "right" },
      y: at("y"),
      opacity: { condition: { test: "datum.index === hovered", value: 1 }, value: 0 },
    },
  };
}

/** A line that is there to be heard: what is seen of it are its parts, each in its own place. */
export function unseenLine(field: string): JsonObject {
  return textAt(field, 0, 12, { fontSize: 1, opacity: 0 });
}
