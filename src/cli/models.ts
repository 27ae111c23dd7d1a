import { existsSync } from "node:fs";
import { readdir, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { alignCells, printable, quoted } from "../logits/text.js";
import { modelFolders } from "../model/locateModel.js";
import { checkInside, type Manifest, readManifest, verifyModel } from "../model/manifest.js";
import { exitCodes, InputError, UsageError } from "./errors.js";
import type { Arguments } from "./parseArguments.js";
import { safeJson } from "./safeJson.js";
import { standardOutput } from "./standardOutput.js";

/** A model that is here. */
interface FoundModel {
  readonly name: string;
  readonly source: "embedded" | "hub";
  readonly folder: string;
  readonly bytes: number;
  readonly files: number;
  /** Whether its files have the sizes and checksums of its manifest; null if that wasn't looked at. */
  readonly whole: boolean | null;
  /** What is wrong with it. */
  readonly problem?: string;
}

/**
 * `reading-logits models`: what models are here, whether their files are whole, and away with one.
 *
 * @returns what the program ends with
 */
export async function models(args: Arguments): Promise<number> {
  const [action = "list", ...names] = args.words;
  if (!["list", "verify", "remove"].includes(action)) {
    throw new UsageError(`models takes list, verify or remove, got ${quoted(action)}`);
  }
  if (action === "list" && names.length > 0) throw new UsageError("models list takes no names");
  if (action === "remove") return remove(names, args.flag("json"));
  const found = await findModels();
  const missing = names.find((name) => !found.some((each) => each.name === name));
  if (missing !== undefined) throw noModel(missing);
  const wanted = names.length === 0 ? found : found.filter(({ name }) => names.includes(name));
  const told = action === "list" ? wanted : await Promise.all(wanted.map(verified));
  const output = standardOutput();
  output.write(args.flag("json") ? `${safeJson(told, 1)}\n` : `${tableOf(told)}\n`);
  output.finish();
  return told.every(({ whole }) => whole !== false) ? exitCodes.ok : exitCodes.input;
}

function noModel(name: string): InputError {
  return new InputError(
    `there is no model ${quoted(name)} here: reading-logits models lists those that are`,
  );
}

/** The kit's own models, where they are installed, and those that were downloaded. */
export async function findModels(): Promise<FoundModel[]> {
  const { embedded, hub } = modelFolders();
  return [...(await ownModels(embedded)), ...(await hubModels(hub))];
}

async function ownModels(embedded: string): Promise<FoundModel[]> {
  const manifest = await manifestOf(embedded);
  if (!manifest) return [];
  const names = Object.keys(manifest.files).flatMap((file) =>
    file.endsWith("/config.json") ? [file.slice(0, file.indexOf("/"))] : [],
  );
  return names
    .filter((name) => existsSync(path.join(embedded, name)))
    .map((name) => factsOf(name, "embedded", path.join(embedded, name), manifest, `${name}/`));
}

async function hubModels(hub: string): Promise<FoundModel[]> {
  const found: FoundModel[] = [];
  for (const owner of await foldersIn(hub)) {
    for (const name of await foldersIn(path.join(hub, owner))) {
      const folder = path.join(hub, owner, name);
      const manifest = await manifestOf(folder);
      if (manifest) found.push(factsOf(`${owner}/${name}`, "hub", folder, manifest, ""));
    }
  }
  return found;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

function manifestOf(folder: string): Promise<Manifest | undefined> {
  return readManifest(folder, "").catch(() => undefined);
}

function factsOf(
  name: string,
  source: FoundModel["source"],
  folder: string,
  { files }: Manifest,
  prefix: string,
): FoundModel {
  const own = Object.entries(files).filter(([file]) => file.startsWith(prefix));
  const bytes = own.reduce((sum, [, { size }]) => sum + size, 0);
  return { name, source, folder, bytes, files: own.length, whole: null };
}

/** Reads all of a model's files and compares them with its manifest. */
export async function verified(model: FoundModel): Promise<FoundModel> {
  const { name, source, folder } = model;
  const isOwn = source === "embedded";
  const root = isOwn ? path.dirname(folder) : folder;
  const mend = isOwn
    ? "install the kit anew"
    : `reading-logits models remove ${name} and load it again`;
  try {
    await verifyModel(root, await readManifest(root, mend), isOwn ? `${name}/` : "", mend);
    return { ...model, whole: true };
  } catch (error) {
    const problem = (error as Error).message.replace(/^prepareModel: /, "");
    return { ...model, whole: false, problem };
  }
}

async function remove(names: readonly string[], asJson: boolean): Promise<number> {
  if (names.length === 0)
    throw new UsageError("models remove needs the name of a model, owner/name");
  const { hub } = modelFolders();
  const there = await findModels();
  const found = names.map((name) => {
    const model = there.find((each) => each.name === name);
    if (!model) throw noModel(name);
    if (model.source === "embedded") {
      throw new InputError(
        `${name} is one of the kit's own models, which come and go with the kit`,
      );
    }
    return model;
  });
  const output = standardOutput();
  for (const { name, folder } of found) {
    await checkInside(hub, folder);
    await rm(folder, { recursive: true });
    // The owner's folder goes with its last model.
    await rmdir(path.dirname(folder)).catch(() => {});
    if (!asJson) output.write(`removed ${name}\n`);
  }
  if (asJson) output.write(`${safeJson(found, 1)}\n`);
  output.finish();
  return exitCodes.ok;
}

function tableOf(found: readonly FoundModel[]): string {
  if (found.length === 0)
    return `no models are here: the kit's own are the package reading-logits-models, and reading-logits classify TEXT --model owner/name downloads one of the hub into ${printable(modelFolders().hub)}`;
  const header = ["name", "from", "MB", "files", ""];
  const lines = found.map(({ name, source, bytes, files, whole, problem }) => [
    name,
    source === "embedded" ? "the kit" : "the hub",
    (bytes / 1e6).toFixed(1),
    String(files),
    whole === null ? "" : whole ? "whole" : (problem ?? ""),
  ]);
  return alignCells(
    [header, ...lines.map((line) => line.map(printable))],
    (i) => i === 2 || i === 3,
    300,
  );
}
