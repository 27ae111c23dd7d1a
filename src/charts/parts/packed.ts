import type { JsonObject } from "../Chart.js";

/**
 * Rows of numbers as one string, which a notebook stores in one line where it gives each number of a list a line of its own.
 *
 * @example packed([[0.5, 3], [0.75, null]]) // "0.5,3 0.75,-"
 */
export function packed(rows: readonly (readonly (number | null)[])[]): string {
  return rows.map((row) => row.map((number) => number ?? "-").join(",")).join(" ");
}

/**
 * Makes rows of the string in `field` again, in the page, with the given names; what was null is not valid there.
 *
 * @example unpacked("points", ["x", "y"]).length // 5
 */
export function unpacked(field: string, names: readonly string[]): JsonObject[] {
  return [
    { calculate: `split(datum.${field}, ' ')`, as: "packedRows" },
    { flatten: ["packedRows"], as: ["packedRow"] },
    { calculate: "split(datum.packedRow, ',')", as: "packedNumbers" },
    ...names.map((name, i) => ({ calculate: `toNumber(datum.packedNumbers[${i}])`, as: name })),
  ];
}
