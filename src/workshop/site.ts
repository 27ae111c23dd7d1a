import { createHash } from "node:crypto";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { buildJupyterLite, installJupyterLite } from "./jupyterLite.js";
import { step } from "./setup.mjs";
import { writeKit } from "./siteBundles.js";
import { filesBelow, writeContents, writeListing } from "./siteContents.js";
import { siteOptions } from "./siteOptions.js";
import { writePages, writeServiceWorker } from "./sitePages.js";
import { writePlayground } from "./sitePlayground.js";
import { serveToClass, zipSite } from "./siteRecipes.js";

/**
 * Makes `dist-site/`: the lessons as pages to read, and live, with nothing installed. Any host of static files serves it, from any
 * path, without headers of its own.
 *
 * @param args `--zip` packs it, too; `--serve` serves it to the local network, from `--port`
 * @param target the folder that is made anew
 * @throws {WorkshopError} when there is another argument
 */
export async function site(
  root: string,
  args: string[] = [],
  target = join(root, "dist-site"),
): Promise<number> {
  const { zip, serve, port } = siteOptions(args);
  const live = join(target, "live");
  const contents = join(root, ".cache", "site", "contents");
  const packages = await step("JupyterLite", () => installJupyterLite(root));
  await rm(target, { recursive: true, force: true });
  await rm(contents, { recursive: true, force: true });
  await step("lessons, live", async () => {
    await writeContents(root, contents);
    await buildJupyterLite(root, packages, contents, live);
    return { outcome: "written", value: undefined };
  });
  await step("kernel and kit", async () => {
    await writeKit(root, join(live, "kit"));
    return { outcome: "written", value: undefined };
  });
  await step("playground", async () => {
    await writePlayground(root, target);
    return { outcome: "written", value: undefined };
  });
  await step("pages", async () => ({
    outcome: `${await writePages(root, target)} written`,
    value: undefined,
  }));
  const version = await versionOf(target);
  await writeListing(root, live, version);
  await writeServiceWorker(root, target, version);
  const archive = `${target}.zip`;
  if (zip) await step("archive", () => zipSite(root, target, archive));
  console.log(`\n  ${target}  ${((await sizeOf(target)) / 1e6).toFixed(0)} MB`);
  if (zip) console.log(`  ${archive}`);
  if (serve) await serveToClass(target, port);
  return 0;
}

/** A name that changes with every file of the site. */
async function versionOf(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const path of await filesBelow(folder)) {
    hash.update(path);
    hash.update(await readFile(join(folder, path)));
  }
  return hash.digest("hex").slice(0, 12);
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const path of await filesBelow(folder)) bytes += (await stat(join(folder, path))).size;
  return bytes;
}
