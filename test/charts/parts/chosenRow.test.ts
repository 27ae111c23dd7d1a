import { expect, it } from "vitest";
import { chosenRow } from "../../../src/charts/parts/chosenRow.js";
import { narrowRoom } from "../../../src/charts/parts/narrow.js";

const batch = {
  labels: ["NEGATIVE", "POSITIVE"],
  truth: [0, 1],
  texts: ["a short text", "a text that is too long for one line of a phone, and so takes several"],
};
const left = -118;

it("names the true class only where it is known", () => {
  expect(JSON.stringify(chosenRow(batch))).toContain("true class");
  const { truth: _, ...unknown } = batch;
  expect(JSON.stringify(chosenRow({ ...unknown, truth: undefined }))).not.toContain("'true class");
});

it("lists seven classes at most, and says of how many", () => {
  const labels = Array.from({ length: 28 }, (_, i) => `class ${i}`);
  expect(JSON.stringify(chosenRow({ ...batch, labels }))).toContain(
    "the 7 most probable of 28 classes",
  );
});

it("on a phone, begins left of the panel, ends where the phone does, and has room for several lines", () => {
  const [wide, narrow] = [chosenRow(batch), chosenRow(batch, left)];
  expect(narrow.width).toBe(narrowRoom + left);
  expect(Number(narrow.height)).toBeGreaterThan(Number(wide.height));
  expect(JSON.stringify(narrow)).toContain("split(");
  expect(JSON.stringify(wide)).not.toContain("split(");
});
