import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npm } from "./nodePackages.mjs";
import { removeUnusedTypes } from "./removeUnusedTypes.js";
import { step, WorkshopError } from "./setup.mjs";

/** Packs a release, the kit and its models, into `.cache/packages`. */
export async function pack(root: string): Promise<number> {
  const destination = join(root, ".cache", "packages");
  await rm(destination, { recursive: true, force: true });
  await mkdir(destination, { recursive: true });
  const kit = await step("reading-logits", () => packed(packKit(root, destination)));
  const models = await step("its models", () =>
    packed(npmPack(join(root, "data", "models"), destination)),
  );
  console.log(`\n${kit}\n${models}`);
  return 0;
}

const packed = async (file: Promise<string>) => ({ outcome: "packed", value: await file });

/**
 * Packs what programs need of the built kit: the files of {@link layOut}, and of `package.json` what is for those who
 * install it. Its scripts are not: npm would warn of one that it calls an install script.
 *
 * @returns the tarball's path
 */
export async function packKit(root: string, destination: string): Promise<string> {
  const stage = join(destination, "reading-logits");
  await rm(stage, { recursive: true, force: true });
  await layOut(root, stage);
  const { scripts, devDependencies, ...manifest } = JSON.parse(
    await readFile(join(root, "package.json"), "utf8"),
  );
  await removeUnusedTypes(stage);
  await writeFile(join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const tarball = await npmPack(stage, destination);
  await rm(stage, { recursive: true });
  return tarball;
}

/** Copies what is packed of the built kit: the files that `npm pack` would take. */
export async function layOut(root: string, folder: string): Promise<void> {
  const files = (await run(root, ["pack", "--dry-run", "--json"])).files.map(({ path }) => path);
  if (!files.includes("dist/index.js")) {
    throw new WorkshopError("There is nothing to pack: run npm run build first.");
  }
  for (const file of files) await cp(join(root, file), join(folder, file));
}

async function npmPack(folder: string, destination: string): Promise<string> {
  const { filename } = await run(folder, ["pack", "--json", "--pack-destination", destination]);
  return join(destination, filename);
}

interface PackReport {
  filename: string;
  files: { path: string }[];
}

/** Runs npm where no setting of this kit can be lost: scripts stay off in the stage, which has no `.npmrc`. */
async function run(folder: string, args: string[]): Promise<PackReport> {
  const { code, output, errors } = await npm(folder, [...args, "--ignore-scripts"]);
  if (code !== 0) throw new WorkshopError(`npm can't pack ${folder}: ${errors}`);
  return JSON.parse(output)[0];
}
