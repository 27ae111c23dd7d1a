import { parse, View } from "vega";
import { compile } from "vega-lite";
import { expect, it } from "vitest";
import { packed, unpacked } from "../../../src/charts/parts/packed.js";

it("a page reads the numbers that were packed, and null as no valid number", async () => {
  const rows = [
    [0.1234, 0, -1e-7],
    [1e21, null, 3],
  ];
  const spec = {
    data: { name: "rows", values: [{ points: packed(rows) }] },
    transform: unpacked("points", ["x", "y", "z"]),
    mark: "point",
    encoding: { x: { field: "x", type: "quantitative" } },
  };
  const compiled = compile(spec as never).spec;
  const view = await new View(parse(compiled), { renderer: "none" }).runAsync();
  const names = (compiled.data ?? []).map(({ name }) => name);
  const read = view.data(names[names.length - 1]) as Record<string, number>[];
  expect(read.map(({ x, y, z }) => [x, y, z])).toEqual([
    [0.1234, 0, -1e-7],
    [1e21, Number.NaN, 3],
  ]);
});
