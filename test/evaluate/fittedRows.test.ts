import fc from "fast-check";
import { expect, it } from "vitest";
import { fittedRows, refuseFittedRows } from "../../src/evaluate/fittedRows.js";
import { law } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

const flat = (rows: number[][]) => ({
  data: rows.flat(),
  rows: rows.length,
  columns: 2,
  isBatch: true,
});
const rows = fc.array(fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true })), {
  minLength: 1,
});

law("one changed number is other rows", rows, (some) => {
  const changed = some.map(([a, b], row) => (row === 0 ? [a, b === 0 ? 1 : b / 2 + 1] : [a, b]));
  if (changed[0][1] === some[0][1]) return true;
  return fittedRows(flat(some)).checksum !== fittedRows(flat(changed)).checksum;
});

it("only a truth value says that the rows may be those of the fit", () => {
  const one = flat([[1, 2]]);
  const options = wrong({ on_fitted_rows: "yes" });
  expect(messageOf(() => refuseFittedRows("test", fittedRows(one), one, options))).toContain(
    "on_fitted_rows to be true or false",
  );
});
