import { createRequire } from "node:module";
import type { BrowserContext, Page } from "playwright-core";
import type { MimeBundle } from "../../src/charts/Chart.js";

const require = createRequire(import.meta.url);
const libraries = [
  "vega/build/vega.min.js",
  "vega-lite/build/vega-lite.min.js",
  "vega-embed/build/vega-embed.min.js",
  "plotly.js-dist/plotly.js",
];
const address = "http://charts.test/";

interface Libraries {
  vegaEmbed(host: Element, spec: object, options: object): Promise<{ finalize(): void }>;
  Plotly: {
    react(host: Element, figure: object): Promise<unknown>;
    purge(host: Element): void;
    Fx: { hover(host: Element, points: object[], subplot?: string): void };
  };
  /** Removes what was drawn before. */
  clear?: () => void;
  /** Where Plotly draws: one figure after another, since a browser can offer only a few 3-D surfaces. */
  figure?: HTMLElement;
}

/** A page with nothing but the drawing libraries, the same as in an exported lesson, for many charts in a short time. */
export class DrawingPage {
  private constructor(readonly page: Page) {}

  static readonly address = address;

  static async open(context: BrowserContext): Promise<DrawingPage> {
    const page = await context.newPage();
    const body = '<!doctype html><meta charset="utf-8"><title>charts</title><div id="host"></div>';
    await page.route(address, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(address);
    for (const path of libraries) {
      const file = require.resolve(path.split("/")[0]).replace(/(node_modules\/[^/]+\/).*/, "$1");
      await page.addScriptTag({ path: file + path.split("/").slice(1).join("/") });
    }
    return new DrawingPage(page);
  }

  get host() {
    return this.page.locator("#host");
  }

  /** Draws one chart, as the front ends do, in place of the one before. */
  async draw(bundle: MimeBundle): Promise<void> {
    await this.page.evaluate(async (text) => {
      const forms = JSON.parse(text) as Record<string, unknown>;
      const all = window as unknown as Libraries;
      const host = document.querySelector("#host") as HTMLElement;
      const vega = forms["application/vnd.vegalite.v5+json"] as
        | { usermeta: { embedOptions: object } }
        | undefined;
      const plotly = forms["application/vnd.plotly.v1+json"] as object | undefined;
      if (plotly && all.figure?.isConnected) {
        await all.Plotly.react(all.figure, plotly);
        return;
      }
      all.clear?.();
      host.replaceChildren();
      if (vega) {
        const result = await all.vegaEmbed(host, vega, vega.usermeta.embedOptions);
        all.clear = () => result.finalize();
      } else if (plotly) {
        const figure = document.createElement("div");
        host.append(figure);
        await all.Plotly.react(figure, plotly);
        all.figure = figure;
        all.clear = () => all.Plotly.purge(figure);
      }
    }, JSON.stringify(bundle));
  }

  /** Puts HTML into the page as JupyterLab does for a trusted notebook: any script in it would run. */
  async write(html: string): Promise<void> {
    await this.page.evaluate((text) => {
      const host = document.querySelector("#host") as HTMLElement;
      const range = document.createRange();
      range.selectNode(host);
      host.replaceChildren(range.createContextualFragment(text));
    }, html);
  }

  /**
   * Hovers over the marks, moves each slider, and returns everything that could be read meanwhile: drawn, said to a screen
   * reader, in a control's name, in a tooltip.
   */
  readAll(): Promise<string> {
    return this.page.evaluate(async () => {
      const host = document.querySelector("#host") as HTMLElement;
      const read = new Set<string>();
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const look = (selector = "#host") => {
        for (const element of document.querySelectorAll(`${selector} *`)) {
          read.add(element.getAttribute("aria-label") ?? "");
          if (element.childElementCount === 0) read.add(element.textContent ?? "");
        }
      };
      const hover = () => {
        for (const mark of [...host.querySelectorAll("svg.marks .role-mark > *")].slice(0, 300)) {
          const { x, y } = mark.getBoundingClientRect();
          const at = { bubbles: true, clientX: x + 1, clientY: y + 1 };
          for (const type of ["pointerover", "mouseover", "pointermove", "mousemove"]) {
            mark.dispatchEvent(new MouseEvent(type, at));
          }
          look("#vg-tooltip-element");
        }
      };
      look();
      hover();
      for (const slider of host.querySelectorAll<HTMLInputElement>("input[type=range]")) {
        const [low, high, step] = [slider.min, slider.max, slider.step].map(Number);
        const steps = (high - low) / step;
        // A row slider shows something different at each step; a slider of numbers is moved to its ends and read once.
        const isRow = step === 1 && low === 0;
        const places = isRow ? Array.from({ length: steps + 1 }, (_, i) => low + i) : [low, high];
        for (const place of places) {
          slider.value = String(place);
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          if (isRow) await frame();
          if (isRow) look();
        }
      }
      await frame();
      look();
      return [...read].join("\n");
    });
  }
}
