import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import type { DiagnoseContext } from "../../../src/logits/diagnose/Held.js";

export const logits = [
  [-4.2, 4.5],
  [1, 2],
  [3, -3],
];
export const three = [
  [-4.2, 4.5, 1],
  [1, 2, 0],
  [3, -3, 2],
];
export const multi = { problem_type: "multi_label_classification" };
export const names = { id2label: { 0: "NEGATIVE", 1: "POSITIVE" } };

export const ids = (output: unknown, context?: DiagnoseContext) =>
  diagnose(output, context).findings.map((finding) => finding.id);
/** The first finding. */
export const first = (output: unknown, context?: DiagnoseContext) =>
  diagnose(output, context).findings[0];

/** Logits of `rows` texts, made by a plain rule: large where the class is the row's. */
export const trained = (rows: number, classes: number) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: classes }, (_, column) =>
      column === row % classes ? 3 + (row % 5) / 10 : -2 - ((row + column) % 7) / 10,
    ),
  );
