import type { Locator, Page } from "playwright-core";
import { vi } from "vitest";
import { type Mark, marksOf } from "./readMarks.js";

/** A chart as it is drawn in a page, with hands to move its controls. */
export class LiveChart {
  constructor(
    readonly page: Page,
    /** What holds the drawing and its controls: one output of one cell. */
    readonly root: Locator,
  ) {}

  /** The data marks, without axes, legends and titles; if a type is given, only marks of that type. */
  async marks(type?: string): Promise<Mark[]> {
    const all = await marksOf(this.root);
    return all.filter((mark) => mark.role === "mark" && (!type || mark.type === type));
  }

  /** All the text in the picture. */
  async texts(): Promise<string[]> {
    return (await marksOf(this.root)).filter(({ type }) => type === "text").map(({ text }) => text);
  }

  /** What Plotly has drawn, if the chart is Plotly's. */
  figure(): Promise<Figure> {
    return figureOf(this.root);
  }

  /** The native controls below the picture, in order, each as its kind and its name: `range: logit of A`. */
  async controls(): Promise<string[]> {
    const binds = await this.root.locator(".vega-bind").all();
    return Promise.all(
      binds.map(async (bind) => {
        const name = (await bind.locator(".vega-bind-name").textContent()) ?? "";
        const inputs = bind.locator("input:visible");
        const kind = (await inputs.count()) > 0 ? await inputs.first().getAttribute("type") : null;
        return `${kind ?? "button"}: ${name.trim()}`;
      }),
    );
  }

  /** What a person can move; beside a temperature's stands Vega's own, hidden. */
  control(name: string): Locator {
    return this.row(name).locator("input:visible").first();
  }

  private row(name: string): Locator {
    const named = this.page.locator(".vega-bind-name", { hasText: name });
    return this.root.locator(".vega-bind", { has: named });
  }

  /** Moves a slider to a value (or to the nearest step) and returns its new value. */
  async move(name: string, value: number): Promise<number> {
    await this.row(name)
      .locator("input")
      .last()
      .evaluate((input, wanted) => {
        (input as HTMLInputElement).value = String(wanted);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }, value);
    return this.valueOf(name);
  }

  /** Chooses one of several options, ticks a box or presses a button, by its position from 0. */
  async choose(name: string, place = 0): Promise<void> {
    await this.row(name).locator("input:visible, button").nth(place).click();
  }

  /** The middle of what can be taken hold of, in the window: the mark of a grip at this place. */
  async grip(name: string, place = 0): Promise<{ x: number; y: number }> {
    await this.root.scrollIntoViewIfNeeded();
    return this.root
      .locator(`[class*="${name}_marks"] > *`)
      .nth(place)
      .evaluate(async (mark) => {
        mark.scrollIntoView({ block: "nearest" });
        // What is painted has come to where it is.
        for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
        const { x, y, width, height } = mark.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
  }

  /** Drags a grip by the mouse, so many of the window's pixels to the right, and lets go of it. */
  async pull(name: string, place: number, pixels: number): Promise<void> {
    const { x, y } = await this.grip(name, place);
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    // No hand moves along a ruler.
    await this.page.mouse.move(x + pixels, y + 12, { steps: 5 });
    await this.page.mouse.up();
  }

  /** The number that the slider stands for. */
  async valueOf(name: string): Promise<number> {
    return Number(await this.row(name).locator("input").last().inputValue());
  }

  /** Presses an arrow key on a slider that has the focus, as someone without a mouse would; returns its value before and after. */
  async pressArrow(name: string): Promise<{ before: number; after: number }> {
    const before = await this.valueOf(name);
    await this.control(name).focus();
    const atEnd = await this.control(name).evaluate((input) => {
      const { value, max } = input as HTMLInputElement;
      return Number(value) >= Number(max);
    });
    await this.page.keyboard.press(atEnd ? "ArrowLeft" : "ArrowRight");
    return { before, after: await this.valueOf(name) };
  }

  /** Repeats a check until it holds, since a chart redraws a moment after its control was moved. */
  async soon(check: () => Promise<void>): Promise<void> {
    await vi.waitFor(check, { timeout: 8_000, interval: 40 });
  }
}

/** What Plotly is drawing at the moment, as its element knows it. */
interface Figure {
  data: Record<string, unknown>[];
  /** The text in the picture. */
  texts: string[];
  /** Marks in the picture that each stand for one row of data. */
  points: number;
}

/** The figure that a Plotly chart is showing. */
function figureOf(chart: Locator): Promise<Figure> {
  return chart.locator(".js-plotly-plot").evaluate((element) => {
    const plot = element as unknown as { data: Record<string, unknown>[] };
    return {
      // Some lists are typed arrays in the page.
      data: JSON.parse(
        JSON.stringify(plot.data, (_, value) =>
          ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
        ),
      ),
      texts: [...element.querySelectorAll("text")].map((text) => text.textContent ?? ""),
      points: element.querySelectorAll(".scatterlayer .point, .points path").length,
    };
  });
}
