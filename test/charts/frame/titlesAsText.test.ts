import { expect, test } from "vitest";
import { createChart } from "../../../src/charts/createChart.js";
import { titlesAsText } from "../../../src/charts/frame/titlesAsText.js";
import { draw, texts } from "../draw.js";

const names = Object.getOwnPropertyNames(Object.prototype);

test.each(names)("%s is drawn as a title, a subtitle and an axis title", async (name) => {
  const spec = {
    title: { text: name, subtitle: name },
    data: { values: [{ a: 1, title: name }] },
    mark: "point",
    encoding: { x: { field: "a", type: "quantitative", title: name } },
  };
  const table = { columns: ["a"], rows: [["1"]] };
  const view = await draw(createChart({ title: name, description: name, spec, table }));
  expect(texts(view).filter((text) => text.trim() === name)).toHaveLength(3);
});

test("leaves data, parameters and all other words as they are", () => {
  const spec = {
    title: "a constructor",
    params: [{ name: "labels", value: ["constructor"] }],
    data: { values: [{ title: "toString" }] },
    layer: [{ mark: { type: "text", text: "valueOf!" } }],
  };
  expect(titlesAsText(spec)).toEqual(spec);
});
