import { temperatureText } from "../controls/temperatureSlider.js";
import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { formatLogitExpression } from "../words/formatLogit.js";

/** So many terms of the sum stand in one line. */
const termsInLine = 3;

/**
 * Softmax of the predicted class as one writes it on paper, a fraction, with the sliders' numbers put in, and the label that
 * argmax picks. The temperature is written where it isn't 1.
 *
 * @param logits the expressions of all logits, in the order of the classes
 */
export function substitutedFraction(logits: readonly string[]): JsonObject {
  const divided = `(temperature === 1 ? '' : ' / ' + ${temperatureText})`;
  const exp = (number: string) => `'exp(' + ${formatLogitExpression(number)} + ${divided} + ')'`;
  const lines = chunk(logits.map(exp), termsInLine).map((terms) => terms.join(" + ' + ' + "));
  // Room for a term with and without its temperature.
  const width = (term: number) => Math.min(logits.length, termsInLine) * term + 8;
  const across = `temperature === 1 ? ${width(82)} : ${width(128)}`;
  const bottom = 34 + 18 * lines.length;
  const sumLines = lines.map((_, i) => middle(`sum_${i}`, 42 + 18 * i, `(${across}) / 2`));
  return {
    height: bottom + 26,
    width: 640,
    transform: [
      { filter: "datum.predicted" },
      { calculate: exp("datum.logit"), as: "numerator" },
      ...lines.map((line, i) => ({
        calculate: i < lines.length - 1 ? `${line} + ' +'` : line,
        as: `sum_${i}`,
      })),
      {
        calculate:
          "(indexof('<>', datum.probabilityText[0]) < 0 ? '= ' : '') + datum.probabilityText" +
          ` + ' at temperature ' + ${temperatureText}`,
        as: "result",
      },
      { calculate: "'predicted label: ' + datum.label", as: "verdict" },
    ],
    layer: [
      middle("numerator", 12, `(${across}) / 2`),
      {
        mark: { type: "rule", color: palette.ink, aria: false },
        encoding: { x: { value: 0 }, x2: { value: { expr: across } }, y: { value: 25 } },
      },
      ...sumLines,
      written("result", 26, { expr: `(${across}) + 10` }, { fontSize: 14, fontWeight: "bold" }),
      written("verdict", bottom + 14, 0, { color: palette.predicted, fontWeight: "bold" }),
    ],
  };
}

function chunk(list: readonly string[], size: number): string[][] {
  const chunks: string[][] = [];
  for (let i = 0; i < list.length; i += size) chunks.push(list.slice(i, i + size));
  return chunks;
}

function middle(field: string, y: number, x: string): JsonObject {
  return written(field, y, { expr: x }, { align: "center" });
}

function written(field: string, y: number, x: number | JsonObject, style: JsonObject): JsonObject {
  const text = { type: "text", align: "left", baseline: "middle", fontSize: 13, limit: 640 };
  return {
    mark: { ...text, color: palette.ink, ...style },
    encoding: { x: { value: x }, y: { value: y }, text: { field }, description: { field } },
  };
}
