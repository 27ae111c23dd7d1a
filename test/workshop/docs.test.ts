import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, vi } from "vitest";
import { docs, doors } from "../../src/workshop/docs.js";
import { scratchFolder, setEnv } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("every door of the package is on the pages", async () => {
  const { exports } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const files = Object.keys(exports)
    .filter((door) => door !== "./package.json")
    .map((door) => `${door}/index.ts`.replace(/^\.\//, ""));
  expect([...doors].sort()).toEqual(files.sort());
});

it("no network the first time is one sentence", async () => {
  const folder = await scratchFolder();
  const inside = join("src", "workshop", "docs");
  await mkdir(join(folder, "src", "workshop"), { recursive: true });
  await cp(join(root, inside), join(folder, inside), { recursive: true });
  setEnv({
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_cache: join(folder, "cache"),
    npm_config_fetch_retry_mintimeout: "10",
    npm_config_fetch_retries: "1",
  });
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await expect(docs(folder)).rejects.toThrow(
    /^The TypeDoc packages could not be downloaded, because npm can't reach its package registry: connect to the network/,
  );
});
