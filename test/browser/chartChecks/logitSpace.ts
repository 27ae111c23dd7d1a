import { expect } from "vitest";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { movie } from "./galleryNumbers.js";

const points = [movie, [0.5, -0.5], [2, 2.5]];

export const logitSpace: ChartCheck = {
  builder: "logitSpace",
  drawnBy: "plotly",
  controls: [],
  async drawing(chart) {
    const { data } = await chart.figure();
    const surface = data.find(({ type }) => type === "surface") as Record<"x" | "y", number[]> & {
      z: number[][];
    };
    for (const [row, z1] of surface.y.entries()) {
      expectClose(surface.z[row], sigmoid(surface.x.map((z0) => z1 - z0)));
    }
    const markers = data.filter(({ mode }) => mode === "markers") as Record<
      "x" | "y" | "z",
      number[]
    >[];
    const drawn = markers.flatMap(({ x, y, z }) => x.map((z0, i) => [z0, y[i], z[i] - 0.08]));
    const expected = points.map(([z0, z1]) => [z0, z1, sigmoid([z1 - z0])[0]]);
    const sorted = (rows: number[][]) => rows.toSorted((a, b) => a[0] - b[0]).flat();
    expectClose(sorted(drawn), sorted(expected));
    expect(await chart.root.locator("canvas").count()).toBeGreaterThan(0);
  },
  interactions: {
    async "dragging turns the surface"(chart) {
      await chart.root.scrollIntoViewIfNeeded();
      const eye = () =>
        chart.root.locator(".js-plotly-plot").evaluate((plot) => {
          const { scene } = (plot as unknown as { _fullLayout: Record<string, never> })._fullLayout;
          const camera = (scene as { _scene: { getCamera(): { eye: object } } })._scene.getCamera();
          return JSON.stringify(camera.eye);
        });
      const before = await eye();
      const box = await chart.root.locator("#scene").boundingBox();
      if (!box) throw new Error("the surface has no place in the page");
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await chart.page.mouse.move(x, y);
      await chart.page.mouse.down();
      // The surface checks the pointer once per frame, and a frame takes long without a graphics card.
      for (let step = 1; step <= 4; step++) {
        await chart.page.mouse.move(x + 30 * step, y + 10 * step);
        await chart.page.waitForTimeout(150);
      }
      await chart.page.mouse.up();
      await chart.soon(async () => expect(await eye()).not.toBe(before));
    },
  },
};
