import { expect, it } from "vitest";
import { isNumeric, roles } from "../../src/data/columnRoles.js";

it("a column is numeric by one number in it, or by nothing at all in it", () => {
  const columns = new Map([
    ["joy", ["0.5", "oops"]],
    ["empty", ["", null]],
    ["words", ["a", "b"]],
  ]);
  const table = { rows: 2, columns };
  expect(isNumeric(table, "joy")).toBe(true);
  expect(isNumeric(table, "empty")).toBe(true);
  expect(isNumeric(table, "words")).toBe(false);
});

it("an index that pandas saved has no name, or one of its own", () => {
  for (const name of ["", "Unnamed: 0", "level_1", "__index_level_0__"]) {
    expect(roles.index.test(name)).toBe(true);
  }
  expect(roles.index.test("joy")).toBe(false);
});
