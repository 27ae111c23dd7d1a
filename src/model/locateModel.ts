import { createRequire } from "node:module";
import path from "node:path";
import { shorten } from "../logits/text.js";
import { cacheFolder, isWholeKit, ownFile, projectRoot } from "../project.js";
import { ModelError } from "./ModelError.js";

/** Where a model's files are (or will be after the download); the folder is absolute. */
export interface ModelLocation {
  name: string;
  source: "embedded" | "hub";
  folder: string;
}

/** Letters, digits, `-`, `_` and inner dots: nothing that any file system reads as a way out of a folder. */
const segmentPattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?$/;

/** Names that Windows reserves for devices, whatever follows the dot. */
const devicePattern = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * The folder that belongs to a model's name: `sst2` is embedded, `owner/name` is a model from the hub.
 *
 * Only the name is looked at, and no file is opened.
 *
 * @throws {ModelError} for a name that could lead anywhere else: `../`, an absolute path, a backslash, a web address, a NUL
 */
export function locateModel(name: string, folders: ModelFolders): ModelLocation {
  const segments = typeof name === "string" ? name.split("/") : [];
  const named = segments.length === 1 || segments.length === 2;
  if (!named || !segments.every(isSafe)) {
    const what = 'a name such as "sst2" or, for a model from the hub, "owner/name"';
    throw new ModelError(`prepareModel needs ${what}, got ${quote(name)}`);
  }
  return segments.length === 1
    ? { name, source: "embedded", folder: path.join(folders.embedded, name) }
    : { name, source: "hub", folder: path.join(folders.hub, ...segments) };
}

function isSafe(segment: string): boolean {
  return segmentPattern.test(segment) && !/\.\.|--/.test(segment) && !devicePattern.test(segment);
}

/** The name as JSON, which makes control characters visible, cut to one line. */
function quote(name: unknown): string {
  const text = typeof name === "string" ? JSON.stringify(name) : `a value of type ${typeof name}`;
  return shorten(text, 80);
}

/** The only two folders that a model is ever read from. */
export interface ModelFolders {
  /** Models that come with the kit, described by `manifest.json` beside them. */
  embedded: string;
  /** Models downloaded from the hub, one folder `owner/name` each, with its own `manifest.json`. */
  hub: string;
}

/**
 * The folders of this installation. A copy of the kit has `data/models` and the git-ignored `.cache/models`. The installed
 * package has the folder of the package `reading-logits-models`, if that is installed as well, and the user's own cache.
 */
export function modelFolders(): ModelFolders {
  return { embedded: embeddedModels(), hub: path.join(cacheFolder(), "models") };
}

function embeddedModels(): string {
  const own = path.join(projectRoot(), "data", "models");
  if (isWholeKit()) return own;
  try {
    const manifest = "reading-logits-models/manifest.json";
    return path.dirname(createRequire(ownFile()).resolve(manifest));
  } catch {
    return own;
  }
}
