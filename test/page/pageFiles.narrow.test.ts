import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { expect, it } from "vitest";

/** The functions of a page's script, which is no module. */
async function scriptOf(name: string): Promise<vm.Context> {
  const path = fileURLToPath(new URL(`../../src/page/${name}`, import.meta.url));
  const context = vm.createContext({ structuredClone });
  vm.runInContext(await readFile(path, "utf8"), context);
  return context;
}

const words = "How sure is the model, and how often is it right when it is this sure?";

it.each([-20, 0, 5, 30, 300])(
  "a place of %i pixels, as a page being laid out may have it, still gives a chart its words",
  async (width) => {
    const { narrowSpec } = await scriptOf("narrowCharts.js");
    const title = { text: words, subtitle: [words, words] };
    const narrow = narrowSpec({ title, mark: "bar", usermeta: {} }, width);
    expect(narrow.title.text.join(" ")).toBe(words);
    expect(narrow.title.subtitle.join(" ")).toBe(`${words} ${words}`);
  },
);

it.each([-20, 0, 5, 30, 300, Number.POSITIVE_INFINITY])(
  "a place of %d pixels still gives a Plotly figure its words and a height",
  async (width) => {
    const { fittingFigure } = await scriptOf("narrowPlotly.js");
    const layout = { title: { text: words, subtitle: { text: words } }, ternary: {}, height: 400 };
    const { layout: fitting } = fittingFigure({ data: [], layout }, width);
    expect(fitting.title.text.replaceAll("<br>", " ")).toBe(words);
    expect(fitting.title.subtitle.text.replaceAll("<br>", " ")).toBe(words);
    expect(fitting.height).toBeGreaterThan(100);
  },
);
