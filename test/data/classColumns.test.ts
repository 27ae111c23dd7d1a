import { expect, it } from "vitest";
import { checkNoIds, classColumns, inNumberOrder } from "../../src/data/classColumns.js";

const at = { caller: "parsePredictions", file: "a.csv" };

function columns(of: Record<string, unknown[]>, options = {}) {
  const table = { rows: Object.values(of)[0].length, columns: new Map(Object.entries(of)) };
  const { found, used } = classColumns(table, Object.keys(of), options, at);
  const { dims, classes } = found;
  return { used, dims, data: Array.from(found.read(0, table.rows)), classes };
}

it("every column of numbers is a class", () => {
  expect(columns({ joy: [0.5, 1], fear: [2, 0.25] })).toEqual({
    used: ["joy", "fear"],
    dims: [2, 2],
    data: [0.5, 2, 1, 0.25],
    classes: ["joy", "fear"],
  });
});

it("numbered columns are in the order of their numbers", () => {
  expect(inNumberOrder(["2", "0", "1"])).toEqual({ order: [1, 2, 0], names: undefined });
  expect(inNumberOrder(["LABEL_1", "LABEL_0"])).toEqual({
    order: [1, 0],
    names: ["LABEL_0", "LABEL_1"],
  });
  expect(inNumberOrder(["1", "2"]).names).toEqual(["1", "2"]);
});

it("one column of whole numbers is no logits", () => {
  expect(() => checkNoIds(["1", "0"], at)).toThrow("class ids");
  expect(() => checkNoIds(["1", "0.5"], at)).not.toThrow();
});
