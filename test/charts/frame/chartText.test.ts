import { expect, it } from "vitest";
import { chartText } from "../../../src/charts/frame/chartText.js";

const rows = (count: number) => Array.from({ length: count }, (_, i) => [`c${i}`, String(i)]);

it("writes the title over the table", () => {
  expect(chartText("Two", { columns: ["label", "n"], rows: rows(2) })).toBe(
    "Two\n\nlabel  n\nc0     0\nc1     1",
  );
});

it("stops after 40 rows and says how many more there are", () => {
  const lines = chartText("Many", { columns: ["label", "n"], rows: rows(55) }).split("\n");
  expect(lines).toHaveLength(2 + 1 + 40 + 1);
  expect(lines.at(-1)).toBe("… and 15 more rows: await showTable(chart)");
});
