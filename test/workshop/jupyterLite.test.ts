import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { applications } from "../../src/workshop/jupyterLite.js";
import { builtSite } from "../site/builtSite.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("each of JupyterLite's pages may run its own scripts and no others, and ask its own host and no other", async () => {
  const live = join(await builtSite(), "live");
  for (const page of ["index.html", ...applications.map((name) => `${name}/index.html`)]) {
    const html = await readFile(join(live, page), "utf8");
    const [, policy = ""] =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const rules = Object.fromEntries(
      policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]),
    );
    expect(rules["default-src"]).toEqual(["'none'"]);
    const inline = html.matchAll(/<script(?: type="module")?>([\s\S]*?)<\/script>/g);
    const hashes = Array.from(
      inline,
      ([, code]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`,
    );
    expect(hashes.length).toBeGreaterThan(0);
    expect(rules["script-src"]).toEqual(["'self'", "'unsafe-eval'", ...hashes]);
    expect(rules["connect-src"]).toEqual(["'self'", "data:", "blob:"]);
    expect(policy).not.toMatch(/https?:|\*/);
  }
});

it("it has the kit's two extensions and no others, and the kernel is called as the notebooks ask for it", async () => {
  const live = join(await builtSite(), "live");
  const config = JSON.parse(await readFile(join(live, "jupyter-lite.json"), "utf8"));
  const extensions = config["jupyter-config-data"].federated_extensions as { name: string }[];
  expect(extensions.map(({ name }) => name).sort()).toEqual([
    "@reading-logits/kernel",
    "reading-logits",
  ]);
  const notebook = JSON.parse(
    await readFile(join(live, "files", "notebooks", "00-start-here.ipynb"), "utf8"),
  );
  expect(notebook.metadata.kernelspec.name).toBe("tslab");
});

it("its packages are pinned with their checksums", async () => {
  const lock = await readFile(join(root, "src", "workshop", "site.txt"), "utf8");
  const entries = lock
    .replaceAll(/ *\\\r?\n */g, " ")
    .split("\n")
    .filter((line) => /^\w/.test(line));
  expect(entries.length).toBe(2);
  for (const entry of entries)
    expect(entry).toMatch(/^[a-z-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}$/);
});
