import { expect, it, vi } from "vitest";
import { packageBuild, pageFile } from "../../src/page/readPageFile.js";
import * as inBrowser from "../../src/site/kit/readPageFile.js";

it("the page's files and the builds of packages are there; a package that isn't installed is named", async () => {
  expect(await pageFile("page.css")).toContain("{");
  expect((await packageBuild("vega-embed")).length).toBeGreaterThan(10_000);
  await expect(packageBuild("no-such-package")).rejects.toThrow("no-such-package");
});

it("in a browser they come from beside the kit's modules", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: URL) => {
    asked.push(address.pathname.replace(/^.*(?=\/page\/)/, ""));
    return new Response("text", { status: asked.length > 2 ? 404 : 200 });
  });
  expect([await inBrowser.pageFile("page.css"), await inBrowser.packageBuild("vega")]).toEqual([
    "text",
    "text",
  ]);
  await expect(inBrowser.pageFile("no.css")).rejects.toThrow("the site answers 404");
  expect(asked.slice(0, 2)).toEqual(["/page/page.css", "/page/vega.min.js"]);
  vi.unstubAllGlobals();
});
