import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nodePackagesAreInstalled, npm } from "./nodePackages.mjs";
import { installError, run, step, WorkshopError } from "./setup.mjs";

/** Makes the pages of the programming interface from the doc comments: `.cache/api/index.html`. */
export async function docs(root: string): Promise<number> {
  const out = join(root, ".cache", "api");
  const folder = await step("TypeDoc", () => install(root));
  await step("pages", () => makePages(root, folder, out));
  console.log(`\n${join(out, "index.html")}`);
  return 0;
}

/**
 * TypeDoc has a lock file of its own, so that nobody else downloads it; with it comes a TypeScript that it can ask, since the
 * kit's has no interface for programs. They are installed outside of `src/`, where everything is compiled.
 */
async function install(root: string) {
  const folder = join(root, ".cache", "docs");
  await mkdir(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) {
    await cp(join(root, "src", "workshop", "docs", file), join(folder, file));
  }
  if (await nodePackagesAreInstalled(folder)) return { outcome: "already there", value: folder };
  const { code, output, errors } = await npm(folder, ["ci", "--ignore-scripts"]);
  if (code === 0) return { outcome: "installed", value: folder };
  const names = { packages: "TypeDoc", program: "npm", index: "package registry" };
  throw await installError(root, names, { output, errors });
}

/** What people import, each under the first of these that has it. */
export const doors = [
  "logits/index.ts",
  "evaluate/index.ts",
  "data/index.ts",
  "charts/index.ts",
  "index.ts",
];

async function makePages(root: string, folder: string, out: string) {
  await rm(out, { recursive: true, force: true });
  const options = {
    name: "reading-logits",
    readme: "none",
    tsconfig: join(root, "tsconfig.json"),
    entryPoints: doors.map((file) => join(root, "src", file)),
    out,
    // Types that only others mention, such as those of options, belong on the page too.
    plugin: ["typedoc-plugin-missing-exports"],
    placeInternalsInOwningModule: true,
    excludeExternals: true,
    disableSources: true,
    githubPages: false,
    hideGenerator: true,
    treatWarningsAsErrors: true,
  };
  await writeFile(join(folder, "typedoc.json"), JSON.stringify(options));
  const typedoc = join(folder, "node_modules", "typedoc", "bin", "typedoc");
  const { code, output, errors } = await run(process.execPath, [typedoc], { cwd: folder });
  if (code !== 0) throw new WorkshopError(`TypeDoc can't make the pages:\n${output}${errors}`);
  return { outcome: "made from the doc comments", value: undefined };
}
