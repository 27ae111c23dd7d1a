import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { buildJupyterLite, installJupyterLite } from "./jupyterLite.js";
import { step } from "./setup.mjs";
import { writeKit } from "./siteBundles.js";
import { filesBelow, writeContents, writeListing } from "./siteContents.js";
import { siteOptions } from "./siteOptions.js";
import { writePages, writeServiceWorker } from "./sitePages.js";
import { writePlayground } from "./sitePlayground.js";
import { serveToClass, zipSite } from "./siteRecipes.js";
import { placeVersion } from "./siteVersion.js";

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
  await writeServiceWorker(root, target);
  const version = await placeVersion(target, [
    "sw.js",
    "playground/playground.js",
    "playground/worker.js",
  ]);
  await writeListing(root, live, version);
  const archive = `${target}.zip`;
  if (zip) await step("archive", () => zipSite(root, target, archive));
  console.log(`\n  ${target}  ${((await sizeOf(target)) / 1e6).toFixed(0)} MB`);
  if (zip) console.log(`  ${archive}`);
  if (serve) await serveToClass(target, port);
  return 0;
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const path of await filesBelow(folder)) bytes += (await stat(join(folder, path))).size;
  return bytes;
}
