import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as kit from "../../dist/index.js";
import { findChromium } from "../../dist/workshop/test.js";
import { seededLogits } from "./measure.js";
import { markdownTable, writeResults } from "./results.js";

/** What the kit promises for 10,000 points, in milliseconds. */
const bounds = { drawing: 2000, step: 100 };
const points = 10_000;
const steps = 15;

const rowsOf = (classes: number) => {
  const flat = seededLogits(points * classes);
  return Array.from({ length: points }, (_, i) =>
    Array.from(flat.subarray(i * classes, (i + 1) * classes)),
  );
};
const [two, three, seven] = [rowsOf(2), rowsOf(3), rowsOf(7)];
const texts = two.map((_, i) => `text ${i}`);
const idsOf = (rows: number[][]) => kit.argmax(rows).map((id, i) => (i % 4 === 0 ? 0 : id));
const labels = Array.from("ABCDEFG");

/** The charts that take any number of rows, with 10,000 of them. */
const charts: Record<string, () => kit.Chart> = {
  logitsBesideProbabilities: () => kit.logitsBesideProbabilities(seven, labels, { texts }),
  interpretationChart: () =>
    kit.interpretationChart(kit.interpret(seven, { id2label: { ...labels } }), { texts }),
  batchHeatMap: () => kit.batchHeatMap(seven, labels, { texts, label_ids: idsOf(seven) }),
  smallMultiples: () => kit.smallMultiples(seven, labels, { texts }),
  sigmoidPoints: () => kit.sigmoidPoints(kit.interpret(two), idsOf(two), texts),
  confidenceHistogram: () => kit.confidenceHistogram(kit.interpret(seven), idsOf(seven)),
  reliabilityDiagram: () => kit.reliabilityDiagram(seven, idsOf(seven), { temperature: 2 }),
  temperatureFit: () => kit.temperatureFit(seven, idsOf(seven)),
  eceConventions: () => kit.eceConventions(seven, idsOf(seven)),
  coverageChart: () => kit.coverageChart(seven, idsOf(seven)),
  precisionRecallByThreshold: () =>
    kit.precisionRecallByThreshold(seven, idsOf(seven), { id2label: labels }),
  labelThermometers: () => kit.labelThermometers(seven, labels, { texts }),
  rocAndPrecisionRecall: () =>
    kit.rocAndPrecisionRecall(seven, idsOf(seven), { pos_label: 0, id2label: labels }),
  simplexSlider: () =>
    kit.simplexSlider(three, labels.slice(0, 3), { label_ids: idsOf(three), texts }),
  simplex: () => kit.simplex(three, labels.slice(0, 3), { label_ids: idsOf(three), texts }),
  logitSpace: () =>
    kit.logitSpace(labels.slice(0, 2), { logits: two, label_ids: idsOf(two), texts }),
};

/** What Plotly needs for anything in three dimensions: without a graphics card, most of `logitSpace`'s time. */
const emptyScene: kit.MimeBundle = {
  "application/vnd.plotly.v1+json": {
    data: [{ type: "scatter3d", x: [0], y: [0], z: [0] }],
    layout: {},
  },
};

const chromiumPath = findChromium();
const rows: string[][] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (!chromiumPath) return;
  const args = ["--no-sandbox", "--use-angle=swiftshader", "--disable-gpu-compositing"];
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [...args, "--enable-unsafe-swiftshader"],
  });
});
afterAll(() => browser?.close());

/** One page per chart, so that none pays for another's memory. */
beforeEach(async () => {
  if (!browser) return;
  page = await browser.newPage();
  const nodeModules = fileURLToPath(new URL("../../node_modules/", import.meta.url));
  for (const file of ["vega", "vega-lite", "vega-embed"]) {
    await page.addScriptTag({ path: `${nodeModules}${file}/build/${file}.min.js` });
  }
  await page.addScriptTag({ path: `${nodeModules}plotly.js-dist/plotly.js` });
});
afterEach(() => page?.close());

/** Draws a chart and moves its slider in the page; each measured time ends with the frame after the work, as a viewer sees it. */
function measure(bundle: kit.MimeBundle): Promise<{ drawing: number; steps: number[] }> {
  return page.evaluate(
    async ([text, count]) => {
      const forms = JSON.parse(text as string);
      const vega = forms["application/vnd.vegalite.v5+json"];
      const plotly = forms["application/vnd.plotly.v1+json"];
      const libraries = window as never as {
        vegaEmbed(host: Element, spec: object, options: object): Promise<{ finalize(): void }>;
        Plotly: {
          newPlot(host: Element, figure: object): Promise<unknown>;
          purge(host: Element): void;
          animate(host: Element, frame: string[], how: object): Promise<unknown>;
        };
      };
      const nextFrame = () =>
        new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
      const host = document.createElement("div");
      document.body.replaceChildren(host);
      let start = performance.now();
      const drawn = vega && (await libraries.vegaEmbed(host, vega, vega.usermeta.embedOptions));
      if (plotly) await libraries.Plotly.newPlot(host, plotly);
      await nextFrame();
      const drawing = performance.now() - start;
      const times: number[] = [];
      const slider = host.querySelector<HTMLInputElement>("input[type=range]");
      for (let i = 0; i < Number(count); i++) {
        if (!slider && !plotly?.frames) break;
        start = performance.now();
        if (slider) {
          const [min, max] = [Number(slider.min), Number(slider.max)];
          slider.value = String(min + ((max - min) * (i + 1)) / (Number(count) + 1));
          slider.dispatchEvent(new Event("input", { bubbles: true }));
        } else {
          const frame = plotly.frames[(i * 7) % plotly.frames.length].name;
          const now = { mode: "immediate", frame: { duration: 0 }, transition: { duration: 0 } };
          await libraries.Plotly.animate(host, [frame], now);
        }
        await nextFrame();
        times.push(performance.now() - start);
      }
      if (drawn) drawn.finalize();
      else libraries.Plotly.purge(host);
      return { drawing, steps: times };
    },
    [JSON.stringify(bundle), steps] as const,
  );
}

const median = (times: number[]) => [...times].sort((a, b) => a - b)[times.length >> 1];
const verdict = (time: number | undefined, bound: number) =>
  time === undefined ? "no slider" : `${time.toFixed(0)}${time < bound ? "" : " (!)"}`;

describe.skipIf(!chromiumPath)("10,000 points in the page", () => {
  it.each([...Object.keys(charts), "one point"])("%s", async (name) => {
    const bundle = charts[name]?.().toMimeBundle() ?? emptyScene;
    const runs = [];
    for (let round = 0; round < 3; round++) runs.push(await measure(bundle));
    // The first drawing is what a reader waits for; later ones run warm code.
    const [{ drawing }] = runs;
    const times = runs.flatMap((run) => run.steps);
    rows.push([
      `\`${name}\``,
      verdict(drawing, bounds.drawing),
      verdict(times.length ? median(times) : undefined, bounds.step),
      times.length ? Math.max(...times).toFixed(0) : "",
      (JSON.stringify(bundle).length / 1000).toFixed(0),
    ]);
    expect(runs).toHaveLength(3);
  });

  it("writes the table", () => {
    const header = [
      "chart",
      "first drawing, ms",
      "slider step, median, ms",
      "slowest step, ms",
      "stored, kB",
    ];
    const table = markdownTable(header, rows);
    const machine = `${cpus()[0].model}, ${cpus().length} cores, no graphics card`;
    writeResults(
      "charts",
      `## Charts of 10,000 points\n\nIn headless Chromium on ${machine}, from the call to the end of the next frame; a step is one \`input\` event of the slider (a frame for \`simplex\`). The bounds: ${bounds.drawing} ms and ${bounds.step} ms. Charts that cannot show so many draw an even sample and say so. \`one point\` is Plotly's three-dimensional scene with nothing else in it. Made by \`npm run bench\`.\n\n${table}`,
    );
    console.log(table);
  });
});
