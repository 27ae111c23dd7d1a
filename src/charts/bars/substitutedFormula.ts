import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { formatLogitExpression } from "../words/formatLogit.js";

/**
 * Two lines of text under a chart with sliders: softmax's formula for the predicted class with the sliders' numbers put
 * in, and the label that argmax picks. It needs the parameters `logit_0`, `logit_1`, … and the fields `predicted`, `logit`,
 * `probabilityText` and `label`.
 */
export function substitutedFormula(classes: number): JsonObject {
  const exp = (number: string) => `'exp(' + ${formatLogitExpression(number)} + ')'`;
  const sum = Array.from({ length: classes }, (_, index) => exp(`logit_${index}`)).join(
    " + ' + ' + ",
  );
  const formula =
    `${exp("datum.logit")} + ' / (' + ${sum} + ')'` +
    ` + (indexof('<>', datum.probabilityText[0]) < 0 ? ' = ' : ' ') + datum.probabilityText`;
  return {
    height: 44,
    width: 640,
    transform: [
      { filter: "datum.predicted" },
      { calculate: `'predicted label: ' + datum.label`, as: "verdict" },
      { calculate: formula, as: "formula" },
    ],
    layer: [
      line("formula", 10, { fontSize: classes > 5 ? 11 : 13 }),
      line("verdict", 34, { color: palette.predicted, fontWeight: "bold" }),
    ],
  };
}

function line(field: string, y: number, style: JsonObject): JsonObject {
  return {
    mark: {
      type: "text",
      align: "left",
      baseline: "middle",
      fontSize: 13,
      color: palette.ink,
      limit: 700,
      ...style,
    },
    encoding: { x: { value: 0 }, y: { value: y }, text: { field }, description: { field } },
  };
}
