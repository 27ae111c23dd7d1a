import { cp, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { projectRoot } from "../../src/model/projectRoot.js";
import { showPath } from "../../src/model/showPath.js";
import { temporaryFolder } from "./temporaryFolder.js";

const here = fileURLToPath(new URL("../..", import.meta.url));

it("is the folder of package.json, whatever the working directory is", () => {
  expect(path.relative(here, projectRoot())).toBe("");
});

it("is found in a folder with a space and accents, from the sources and from the build", async () => {
  const root = await temporaryFolder();
  for (const folder of ["src/model", "dist/model"]) {
    const copy = path.join(root, folder, "projectRoot.ts");
    await mkdir(path.dirname(copy), { recursive: true });
    await cp(path.join(here, "src/model/projectRoot.ts"), copy);
    const module: { projectRoot(): string } = await import(pathToFileURL(copy).href);
    expect(module.projectRoot()).toBe(root);
  }
});

it("is left out of the paths that messages show", () => {
  expect(showPath(path.join(projectRoot(), "data", "models"))).toBe("data/models");
  expect(showPath(path.resolve(projectRoot(), "..", "other"))).toMatch(/^(\/|[A-Z]:).*other$/);
});
