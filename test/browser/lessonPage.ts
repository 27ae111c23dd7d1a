import type { Page } from "playwright-core";

/** How many live charts the page has drawn. */
export function liveCharts(page: Page): Promise<number> {
  return page.locator(".jp-OutputArea .vega-embed svg.marks").count();
}

/** Waits until as many live charts as asked for are drawn. */
export async function waitForCharts(page: Page, count: number): Promise<void> {
  const enough = (n: number) =>
    document.querySelectorAll(".jp-OutputArea .vega-embed svg.marks").length >= n;
  await page.waitForFunction(enough, count, { timeout: 60_000 });
}

/** Uses the menu as a person would: Run, then Run All Cells; waits until the last cell has its number. */
export async function runAllCells(page: Page): Promise<void> {
  await page.getByRole("menuitem", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: "Run All Cells", exact: true }).click();
  await page.waitForFunction(
    () => {
      const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
      return prompts.some((prompt) => prompt.textContent?.includes("*"));
    },
    undefined,
    { timeout: 60_000 },
  );
  await page.waitForFunction(
    () => {
      const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
      return prompts.every((prompt) => /^\[\d+\]:$/.test(prompt.textContent ?? ""));
    },
    undefined,
    { timeout: 180_000 },
  );
}

/** The numbers of the code cells, from top to bottom, as the page shows them. */
export function cellNumbers(page: Page): Promise<string[]> {
  return page.locator(".jp-CodeCell .jp-InputPrompt").allTextContents();
}

/** What the page shows in red: a failing cell's words, or what a cell wrote to stderr. */
export function complaints(page: Page): Promise<string[]> {
  return page
    .locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]')
    .allTextContents();
}
