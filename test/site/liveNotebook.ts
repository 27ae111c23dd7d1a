import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Cell, Notebook } from "../../src/workshop/notebooks.js";
import { watchConsole } from "../browser/consoleWatch.js";

/** The part of JupyterLite's application that is used here; the site's configuration puts it on the page. */
interface App {
  commands: { execute(id: string): Promise<unknown> };
  shell: {
    currentWidget?: {
      content: { model: { toJSON(): Notebook }; widgets: { model: { type: string } }[] };
      sessionContext: { session?: { kernel?: { status: string; name: string } } };
    };
  };
}
declare global {
  interface Window {
    jupyterapp: App;
  }
}

/** A notebook of the site, open in a page with its kernel running. */
export interface LiveNotebook {
  page: Page;
  /** Milliseconds from the request of the page until the kernel was there. */
  opened: number;
  /** What the page complained about in its console. */
  complaints: string[];
  /** Runs the cells from the first to the last, or to one that fails, and gives the notebook with its outputs. */
  runAll(): Promise<Notebook>;
  /** Runs the code in place of the first code cell, or of another one. */
  run(code: string, at?: number): Promise<Cell>;
  /** A code cell as it is now. */
  cellAt(at: number): Promise<Cell>;
}

/** Opens a notebook of the site; in a browser, rather than one of its contexts, as a person who has never been there. */
export async function openLive(
  browser: Browser | BrowserContext,
  site: string,
  path: string,
  prepare: (page: Page) => unknown = () => {},
): Promise<LiveNotebook> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  const complaints = watchConsole(page);
  await prepare(page);
  const started = performance.now();
  await page.goto(`${site}live/notebooks/index.html?path=${encodeURIComponent(path)}`);
  await kernelIsIdle(page);
  const opened = performance.now() - started;
  return {
    page,
    opened,
    complaints,
    async runAll() {
      await page.evaluate(() => window.jupyterapp.commands.execute("notebook:run-all-cells"));
      return page.evaluate(
        () => window.jupyterapp.shell.currentWidget?.content.model.toJSON() as Notebook,
      );
    },
    async cellAt(at) {
      return page.evaluate((which) => {
        const notebook = window.jupyterapp.shell.currentWidget?.content.model.toJSON();
        return notebook?.cells.filter(({ cell_type }) => cell_type === "code")[which] as Cell;
      }, at);
    },
    async run(code, which = 0) {
      return page.evaluate(
        async ([source, nth]) => {
          const content = window.jupyterapp.shell.currentWidget?.content as never as {
            activeCellIndex: number;
            widgets: {
              model: {
                type: string;
                sharedModel: { setSource(text: string): void };
                toJSON(): Cell;
              };
            }[];
          };
          const cells = content.widgets.filter(({ model }) => model.type === "code");
          const at = content.widgets.indexOf(cells[nth]);
          content.activeCellIndex = at;
          content.widgets[at].model.sharedModel.setSource(source);
          await window.jupyterapp.commands.execute("notebook:run-cell");
          return content.widgets[at].model.toJSON();
        },
        [code, which] as const,
      );
    },
  };
}

/** Waits until the open notebook's kernel has nothing to do. */
export async function kernelIsIdle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === "idle",
    undefined,
    { timeout: 90_000 },
  );
}
