import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/charts/Chart.js";
import { smallTables } from "../../../src/charts/parts/smallTables.js";

const namesOf = (count: number) => Array.from({ length: count }, (_, i) => `class ${i}`);
const widthOf = (tables: JsonObject) => Number((tables.spec as JsonObject).width);

describe("smallTables", () => {
  it("never puts more tables side by side than there are, or than fit", () => {
    for (const k of [2, 3, 7, 28, 60]) {
      for (const isNarrow of [false, true]) {
        const labels = namesOf(k);
        const tables = smallTables({ panels: 14, rows: 3, labels, isNarrow });
        const columns = Number(tables.columns);
        expect(columns).toBeGreaterThan(0);
        const beside = columns * (widthOf(tables) + 26 + 44);
        if (k < 60) expect(beside).toBeLessThanOrEqual(isNarrow ? 350 : 700);
        expect(smallTables({ panels: 1, rows: 3, labels, isNarrow }).columns).toBe(1);
      }
    }
  });

  it("puts two of three classes beside each other on a phone, so that they can be compared", () => {
    expect(smallTables({ panels: 9, rows: 3, labels: namesOf(3), isNarrow: true }).columns).toBe(2);
  });

  it("writes numbers in up to seven columns, and a row for their sums below", () => {
    const rowsOf = (k: number) =>
      (
        (smallTables({ panels: 2, rows: 3, labels: namesOf(k) }).spec as JsonObject).encoding as {
          y: { scale: { domain: number[] } };
        }
      ).y.scale.domain;
    expect(rowsOf(7)).toEqual([0, 1, 2, 3]);
    expect(rowsOf(8)).toEqual([0, 1, 2]);
  });
});
