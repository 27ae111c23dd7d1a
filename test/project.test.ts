import { cp, mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import facts from "../package.json" with { type: "json" };
import {
  cacheFolder,
  isWholeKit,
  kitVersion,
  projectRoot,
  showPath,
  userCaches,
} from "../src/project.js";
import { temporaryFolder } from "./model/temporaryFolder.js";
import { setEnv } from "./workshop/scratch.js";

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

it("has the caches of a copy of the kit, unless a setting names another folder", () => {
  setEnv({ READING_LOGITS_CACHE: undefined });
  expect(isWholeKit()).toBe(true);
  expect(cacheFolder()).toBe(path.join(projectRoot(), ".cache"));
  setEnv({ READING_LOGITS_CACHE: "here" });
  expect(cacheFolder()).toBe(path.resolve("here"));
});

it.each([
  ["linux", {}, ".cache"],
  ["linux", { XDG_CACHE_HOME: "relative" }, ".cache"],
  ["darwin", { XDG_CACHE_HOME: "/xdg" }, "Library/Caches"],
  ["win32", {}, "AppData/Local"],
] as const)("a user's caches on %s with %j are in ~/%s", (platform, env, place) => {
  expect(userCaches(platform, env)).toBe(path.join(homedir(), ...place.split("/")));
});

it("a user's caches are where the system's own setting says", () => {
  expect(userCaches("linux", { XDG_CACHE_HOME: path.resolve("/xdg") })).toBe(path.resolve("/xdg"));
  expect(userCaches("win32", { LOCALAPPDATA: "D:\\Local" })).toBe("D:\\Local");
});

it("has the version of its package.json", () => {
  expect(kitVersion()).toBe(facts.version);
});
