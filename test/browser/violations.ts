import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";

const source = await readFile(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** Gives a page that isn't loaded yet axe-core, whatever its Content-Security-Policy. */
export function bringAxe(page: Page): Promise<unknown> {
  return page.addInitScript({ content: source });
}

/**
 * What axe-core finds wrong in the page, one line for each element.
 *
 * @param part a selector of what is looked at; without it, the whole page
 * @param rules the names of the rules to try; without them, all of axe's
 */
export async function violations(
  page: Page,
  part?: string,
  rules?: readonly string[],
): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(
    async ([selector, values]) => {
      const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
      const only = values && { runOnly: { type: "rule" as const, values: [...values] } };
      // The names of what is right cost axe a quarter of its time.
      const options = { resultTypes: ["violations" as const], ...only };
      const { violations: found } = await run(selector ?? document, options);
      return found.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, html }) => `${id} (${help}): ${target} ${html.slice(0, 200)}`),
      );
    },
    [part, rules] as const,
  );
}
