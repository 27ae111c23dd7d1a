import type { Page } from "playwright-core";
import type { Notebook } from "../../src/workshop/notebooks.js";

/** The pictures of the live charts in a page, Vega's and Plotly's. */
export const liveCharts = ".vega-embed .marks, .js-plotly-plot .svg-container";

/** Waits until that many live charts, of either kind, are drawn. */
export async function waitForLiveCharts(page: Page, count: number): Promise<void> {
  const drawn = ({ selector, wanted }: { selector: string; wanted: number }) =>
    document.querySelectorAll(selector).length >= wanted;
  await page.waitForFunction(drawn, { selector: liveCharts, wanted: count }, { timeout: 60_000 });
}

/** Waits until that many of Vega's live charts are drawn. */
export async function waitForCharts(page: Page, count: number): Promise<void> {
  const enough = (n: number) =>
    document.querySelectorAll(".jp-OutputArea .vega-embed svg.marks").length >= n;
  await page.waitForFunction(enough, count, { timeout: 60_000 });
}

/**
 * Uses the menus as a person would, once the kernel is ready: clears all outputs, so that no stored number is mistaken for a
 * new one, runs all cells, and waits until each has its number.
 */
export async function runAllCells(page: Page): Promise<void> {
  await page.locator(".jp-StatusBar-TextItem", { hasText: "Idle" }).waitFor({ timeout: 60_000 });
  await chooseFrom(page, "Edit", "Clear Outputs of All Cells");
  await waitForPrompts(page, "^\\[ ?\\]:$", 30_000);
  await chooseFrom(page, "Run", "Run All Cells");
  await waitForPrompts(page, "^\\[\\d+\\]:$", 180_000);
}

/** What tests use of JupyterLab's application in the page: the notebook that is open. */
interface ExposedLab {
  jupyterapp: {
    shell: {
      currentWidget: {
        content: { model: { toJSON(): Notebook; fromJSON(notebook: Notebook): void } };
      };
    };
  };
}

/** The notebook in a page as JupyterLab would save it, once its last cell has shown all it has to show. */
export async function notebookIn(page: Page): Promise<Notebook> {
  await page.locator(".jp-StatusBar-TextItem", { hasText: "Idle" }).waitFor({ timeout: 60_000 });
  return page.evaluate(() => {
    const { jupyterapp } = window as unknown as ExposedLab;
    return jupyterapp.shell.currentWidget.content.model.toJSON();
  });
}

/** Puts another notebook's cells in place of those that are open; the kernel stays. */
export async function replaceNotebook(page: Page, notebook: Notebook): Promise<void> {
  await page.evaluate((json) => {
    const { jupyterapp } = window as unknown as ExposedLab;
    jupyterapp.shell.currentWidget.content.model.fromJSON(json);
  }, notebook);
}

/** Chooses from a menu of the bar, and from the menu within it if there is one. */
export async function chooseFrom(page: Page, menu: string, ...items: string[]): Promise<void> {
  await page.getByRole("menuitem", { name: menu, exact: true }).click();
  for (const item of items) {
    // Only some items of JupyterLab's menus have a role.
    await page.locator(".lm-Menu-itemLabel").getByText(item, { exact: true }).click();
  }
}

async function waitForPrompts(page: Page, pattern: string, timeout: number): Promise<void> {
  const allFit = (source: string) =>
    [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].every((prompt) =>
      new RegExp(source).test((prompt.textContent ?? "").trim()),
    );
  await page.waitForFunction(allFit, pattern, { timeout });
}

/** The numbers of the code cells, from top to bottom, as the page shows them. */
export function cellNumbers(page: Page): Promise<string[]> {
  return page.locator(".jp-CodeCell .jp-InputPrompt").allTextContents();
}

/** What the page shows in red: a failing cell's error, or what a cell wrote to stderr. */
export function complaints(page: Page): Promise<string[]> {
  return page
    .locator('.jp-OutputArea-output[data-mime-type^="application/vnd.jupyter."]')
    .and(page.locator('[data-mime-type$=".stderr"], [data-mime-type$=".error"]'))
    .allTextContents();
}
