import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nodePackages, nodePackagesAreInstalled } from "../../src/cli/nodePackages.mjs";
import { scratchFolder, setEnv } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

type Lock = { packages: Record<string, { version?: string; os?: string[]; optional?: boolean }> };

/** A project with the lock files of this one: what is asked for, and what npm noted as installed. */
async function projectLike(change: (wanted: Lock, installed: Lock) => void): Promise<string> {
  const folder = await scratchFolder();
  const inside = join("node_modules", ".package-lock.json");
  const wanted = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const installed = JSON.parse(await readFile(join(root, inside), "utf8"));
  change(wanted, installed);
  await mkdir(join(folder, "node_modules"));
  await writeFile(join(folder, "package-lock.json"), JSON.stringify(wanted));
  await writeFile(join(folder, inside), JSON.stringify(installed));
  return folder;
}

test("this project's own packages are found installed", async () => {
  expect(await nodePackagesAreInstalled(root)).toBe(true);
  expect(await nodePackages(root)).toEqual({ outcome: "already there", value: undefined });
});

test("a package whose version the lock file has changed is not installed", async () => {
  const folder = await projectLike((wanted) => {
    wanted.packages["node_modules/tslab"].version = "9.9.9";
  });
  expect(await nodePackagesAreInstalled(folder)).toBe(false);
});

test("a package that the lock file has gained is not installed", async () => {
  const folder = await projectLike((wanted) => {
    wanted.packages["node_modules/something-new"] = { version: "1.0.0" };
  });
  expect(await nodePackagesAreInstalled(folder)).toBe(false);
});

test("packages of another system (a copied folder) are not installed", async () => {
  const folder = await projectLike((wanted, installed) => {
    const other = { version: "1.0.0", os: ["plan9"], optional: true };
    wanted.packages["node_modules/native"] = other;
    installed.packages["node_modules/native"] = other;
  });
  expect(await nodePackagesAreInstalled(folder)).toBe(false);
});

test("an interrupted installation, which has no note of npm's, is not installed", async () => {
  const folder = await scratchFolder();
  await cp(join(root, "package-lock.json"), join(folder, "package-lock.json"));
  await mkdir(join(folder, "node_modules"));
  expect(await nodePackagesAreInstalled(folder)).toBe(false);
});

test("no network at the first set-up is one sentence", async () => {
  const folder = await scratchFolder();
  for (const file of ["package.json", "package-lock.json"]) {
    await cp(join(root, file), join(folder, file));
  }
  setEnv({
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_cache: join(folder, "cache"),
    npm_config_fetch_retry_mintimeout: "10",
  });
  await expect(nodePackages(folder)).rejects.toThrow(
    /^The Node packages could not be downloaded, because npm can't reach its package registry: connect to the network/,
  );
});
