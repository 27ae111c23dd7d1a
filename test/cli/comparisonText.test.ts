import { expect, it } from "vitest";
import {
  comparisonLines,
  passportComparisonLines,
  passportLines,
} from "../../src/cli/comparisonText.js";

const plain = (_: string, text: string) => text;
const files = { first_file: "a.npz", second_file: "b.npz" };

it("says in how many rows another class is predicted, why, and shows the first of them", () => {
  const compared = {
    ...files,
    agree: false,
    rows: 1200,
    differing: 11,
    largest_difference: 0.25,
    why: ["another precision"],
    examples: [
      {
        row: 3,
        text: "Fine.\u001b[2J",
        first: { label: "joy", score: 0.5 },
        second: { label: "fear", score: 0.75 },
      },
    ],
  };
  expect(comparisonLines(compared, plain)).toEqual([
    "",
    "a.npz against b.npz: another class in 11 of 1,200 rows",
    "largest difference 0.2500",
    "  - another precision",
    "row  first   score  second   score  text",
    "  3  joy    0.5000  fear    0.7500  Fine.\uFFFD[2J",
    "… and 10 more rows",
  ]);
});

it("shows a passport and what differs from another", () => {
  const passport = {
    passport: 1 as const,
    files: [{ file: "a.npz", bytes: 1234, sha256: "ab" }],
    format: "npz",
    array: 'array "predictions"',
    dtype: "float32",
    shape: [4, 2],
    logits_sha256: "cd",
    labels: ["N", "P"],
    kind: "logits",
    function_to_apply: "softmax",
    how: "softmax of each row",
    model: null,
    truncation: null,
    versions: { node: "20" },
    date: "2026-11-28T12:00:00.000Z",
  };
  const lines = passportLines("a.npz", passport, plain);
  expect(lines[1]).toBe("  file           a.npz, 1,234 bytes, SHA-256 ab");
  expect(lines[2]).toBe('  shape          4 × 2, float32 (npz, array "predictions")');
  expect(lines.join("\n")).toContain("not recorded: --model names it");
  const compared = {
    ...files,
    verdict: "other numbers",
    same_numbers: false,
    differences: [{ what: "shape", first: "4 × 2", second: "5 × 2" }],
  };
  expect(passportComparisonLines(compared, plain)).toEqual([
    "",
    "a.npz against b.npz: other numbers",
    "  - shape",
    "      4 × 2",
    "      5 × 2",
  ]);
});
