import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { installSupportedNodes, supportedNode, supportedNodes } from "../../src/workshop/test.js";
import { scratchFolder, setEnv } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const inside = join("test", "node-versions");

interface Manifest {
  optionalDependencies: Record<string, string>;
}

interface Lock {
  packages: Record<string, { resolved?: string; integrity?: string; os?: string; cpu?: string }>;
}

async function readJson<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(join(root, inside, name), "utf8"));
}

const ownSystem = `${process.platform}-${process.arch}`;
const { optionalDependencies } = await readJson<Manifest>("package.json");
const offered = supportedNodes.every(
  (major) => `node${major}-${ownSystem}` in optionalDependencies,
);
const installed = supportedNodes.every((major) => supportedNode(root, major));

/** A project that asks for the same versions and can't reach a registry; its manifest offers them for the given system. */
async function offlineProject(system: string): Promise<string> {
  const folder = await scratchFolder();
  await mkdir(join(folder, inside), { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) {
    const text = await readFile(join(root, inside, name), "utf8");
    await writeFile(join(folder, inside, name), text.replaceAll(ownSystem, system));
  }
  setEnv({
    CI: undefined,
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_cache: join(folder, "cache"),
  });
  return folder;
}

it.skipIf(!installed)("versions that are there are not installed again", async () => {
  setEnv({ PATH: "", npm_execpath: undefined }); // no npm: a second installation would fail
  const outcome = { outcome: "already there", value: undefined };
  expect(await installSupportedNodes(root)).toEqual(outcome);
});

it.skipIf(!offered)("a person without a network goes on without them", async () => {
  const folder = await offlineProject(ownSystem);
  const outcome = { outcome: "not downloaded", value: undefined };
  expect(await installSupportedNodes(folder)).toEqual(outcome);
  expect(supportedNodes.map((major) => supportedNode(folder, major))).toEqual([
    undefined,
    undefined,
  ]);
});

it.skipIf(!offered)("CI can't go on without them, and is told where npm's words are", async () => {
  const folder = await offlineProject(ownSystem);
  setEnv({ CI: "true" });
  const log = join(folder, ".cache", "node-versions.log");
  await expect(installSupportedNodes(folder)).rejects.toThrow(
    `The tests on other Node.js versions are required when CI=true, and Node.js 22 and 24 could not be installed: npm's output is in ${log}.`,
  );
  expect(await readFile(log, "utf8")).toContain("ECONNREFUSED");
});

it("a system that has no such packages goes on without them, in CI too", async () => {
  const folder = await offlineProject("plan9-mips");
  setEnv({ CI: "true" });
  const outcome = { outcome: "no package for this system", value: undefined };
  expect(await installSupportedNodes(folder)).toEqual(outcome);
});

it("each package is locked by its checksum alone, for the system that its name says", async () => {
  const { packages } = await readJson<Lock>("package-lock.json");
  for (const name of Object.keys(optionalDependencies)) {
    const { resolved, integrity, os, cpu } = packages[`node_modules/${name}`];
    expect(name).toMatch(new RegExp(`^node(${supportedNodes.join("|")})-${os}-${cpu}$`));
    expect({ name, resolved, checked: integrity !== undefined }).toEqual({
      name,
      resolved: undefined,
      checked: true,
    });
  }
});
