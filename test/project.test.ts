import { cp, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { projectRoot, showPath } from "../src/project.js";
import { temporaryFolder } from "./model/temporaryFolder.js";

const here = fileURLToPath(new URL("..", import.meta.url));

it("is the folder of package.json, whatever the working directory is", () => {
  expect(path.relative(here, projectRoot())).toBe("");
});

it("is found in a folder with a space and accents, from the sources and from the build", async () => {
  const root = await temporaryFolder();
  for (const folder of ["src", "dist"]) {
    const copy = path.join(root, folder, "project.ts");
    await mkdir(path.dirname(copy), { recursive: true });
    await cp(path.join(here, "src/project.ts"), copy);
    const module: { projectRoot(): string } = await import(pathToFileURL(copy).href);
    expect(module.projectRoot()).toBe(root);
  }
});

it("is left out of the paths that messages show", () => {
  expect(showPath(path.join(projectRoot(), "data", "models"))).toBe("data/models");
  expect(showPath(path.resolve(projectRoot(), "..", "other"))).toMatch(/^(\/|[A-Z]:).*other$/);
});
