import { expect, it } from "vitest";
import type { Notebook } from "../../src/workshop/notebooks.js";
import { summaryOf, withWayToRun } from "../../src/workshop/sitePages.js";

const page = [
  "<body>",
  '<a class="skip" href="#lesson">Skip to the lesson</a>',
  "<footer>A copy. To run it, open the notebook in JupyterLab.</footer>",
].join("\n");

it("a page gets the way to its live notebook at its top and in its last sentence", () => {
  const html = withWayToRun(page, "01-direct-model");
  const address = "../live/notebooks/index.html?path=notebooks%2F01-direct-model.ipynb";
  expect(html.split(`href="${address}"`)).toHaveLength(3);
  expect(html.indexOf("Skip to the lesson")).toBeLessThan(html.indexOf(address));
});

it("a page that is built otherwise is no page without a way, but an error", () => {
  expect(() => withWayToRun("<body></body>", "01-direct-model")).toThrow(
    "The page of 01-direct-model has no place for the way to run it",
  );
});

it("a lesson is summed up by its title, what it asks, and its time", () => {
  const notebook = (source: string) =>
    ({ cells: [{ cell_type: "markdown", source }] }) as unknown as Notebook;
  const lesson = "# 5 · Trust\n\n**Can I trust 0.97?**\n\n**Time** 23 minutes, 8 more";
  expect(summaryOf(notebook(lesson))).toEqual({
    title: "5 · Trust",
    question: "Can I trust 0.97?",
    time: "23 minutes",
  });
  expect(summaryOf(notebook("# Gallery\n\n**After this you can**")).question).toBe("");
});
