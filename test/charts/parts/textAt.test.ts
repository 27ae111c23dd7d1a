import { describe, expect, it } from "vitest";
import { createChart, type JsonObject } from "../../../src/charts/Chart.js";
import { panelHeading, textAt } from "../../../src/charts/parts/textAt.js";
import { draw, marks } from "../draw.js";

/** The texts of a layer over two rows: where they stand, and what a screen reader says. */
async function written(layer: JsonObject) {
  const values = ["first", "second"].map((words, index) => ({ index, words }));
  const data = { values };
  const spec: JsonObject = { data, width: 300, height: 100, ...layer };
  const table = { columns: [], rows: [] };
  const view = await draw(createChart({ title: "", description: "", spec, table }));
  return marks(view, "text").map((item) => {
    const { text, x, y, description } = item as unknown as Record<string, unknown>;
    return { text, x, y, description };
  });
}

describe("textAt", () => {
  it("writes a field at its place in pixels, and says the same to a screen reader", async () => {
    const [first] = await written(textAt("words", 20, 30));
    expect(first).toEqual({ text: "first", x: 20, y: 30, description: "first" });
  });

  it("takes an expression for where the text starts", async () => {
    const [first] = await written(textAt("words", { expr: "width / 2" }, 30));
    expect(first.x).toBe(150);
  });
});

describe("panelHeading", () => {
  it("is written once, as the row of class 0 computes it", async () => {
    expect(await written(panelHeading("'class ' + datum.index + ' heads'", -9))).toEqual([
      { text: "class 0 heads", x: 0, y: -9, description: "class 0 heads" },
    ]);
  });
});
