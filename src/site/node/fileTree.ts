import { type Keeper, keepNothing } from "./keptFiles.js";
import { fetchSiteFile } from "./siteCache.js";

/** A file of the site or one of a person's own. */
export interface TreeFile {
  size: number;
  mtimeMs: number;
  /** Its contents, once they are here. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** Where the site serves it; a person's own file has none. */
  address?: string;
}

/** Is told how much of a file has arrived, in bytes. */
export type Loading = (file: string, loaded: number, total: number) => void;

const files = new Map<string, TreeFile>();
/** Folders that were made; one that has a file in it is there without being made. */
const folders = new Set<string>();
let keeper: Keeper = keepNothing;
let loading: Loading = () => {};

/** Contents up to this size stay in memory; a model is fetched from the browser's own store when it is needed again, if there is one. */
const smallFile = 4_000_000;
const hasStore = () => "caches" in globalThis;

/** Makes the site's files known, by path, with their sizes; nothing is fetched yet. */
export function mountSite(
  sizes: Readonly<Record<string, number>>,
  root: string,
  address: string,
  listener: Loading,
): void {
  loading = listener;
  for (const [path, size] of Object.entries(sizes)) {
    const at = new URL(path.split("/").map(encodeURIComponent).join("/"), address).href;
    files.set(`${root}/${path}`, { size, mtimeMs: 0, address: at });
  }
}

/** Brings back what a person's browser has kept, and keeps from now on what is written. */
export async function mountKept(kept: Keeper): Promise<void> {
  for (const { path, bytes } of await kept.load()) files.set(path, ownFile(bytes));
  keeper = kept;
}

const ownFile = (bytes: Uint8Array<ArrayBuffer>): TreeFile => ({
  size: bytes.length,
  mtimeMs: Date.now(),
  bytes,
});

/** The file at a path, or `undefined`. */
export function fileAt(path: string): TreeFile | undefined {
  return files.get(path);
}

/** Whether there is a folder at a path. */
export function isFolder(path: string): boolean {
  if (folders.has(path) || path === "/") return true;
  const inside = `${path}/`;
  for (const file of files.keys()) if (file.startsWith(inside)) return true;
  return false;
}

/** The paths of all files below a folder, and of the folders that were made in it. */
export function pathsBelow(folder: string): { files: string[]; folders: string[] } {
  const inside = folder === "/" ? "/" : `${folder}/`;
  const below = (paths: Iterable<string>) => [...paths].filter((each) => each.startsWith(inside));
  return { files: below(files.keys()), folders: below(folders) };
}

export function makeFolder(path: string): void {
  folders.add(path);
}

/** What has been written since somebody asked. */
let written = new Set<string>();

/** The files that have been written since this was asked before, and are still there. */
export function takeWritten(): { path: string; bytes: Uint8Array<ArrayBuffer> }[] {
  const paths = [...written];
  written = new Set();
  return paths.flatMap((path) => {
    const bytes = files.get(path)?.bytes;
    return bytes ? [{ path, bytes }] : [];
  });
}

/** Writes a file; only what is kept survives the page. */
export function put(path: string, bytes: Uint8Array<ArrayBuffer>, keep = true): void {
  files.set(path, ownFile(bytes));
  if (!keep) return;
  written.add(path);
  keeper.put(path, bytes);
}

/** Adds text to the end of a file. */
export function append(path: string, text: string, keep = true): void {
  const before = files.get(path)?.bytes ?? new Uint8Array();
  const added = new TextEncoder().encode(text);
  const bytes = new Uint8Array(before.length + added.length);
  bytes.set(before);
  bytes.set(added, before.length);
  files.set(path, ownFile(bytes));
  if (!keep) return;
  written.add(path);
  keeper.append(path, text);
}

/** Removes a file, or a folder with all that is in it. */
export function remove(path: string): void {
  for (const file of [path, ...pathsBelow(path).files]) {
    if (files.delete(file)) keeper.remove(file);
  }
  for (const folder of [path, ...pathsBelow(path).folders]) folders.delete(folder);
}

/** Moves a file, or a folder with all that is in it. */
export function move(from: string, to: string): void {
  for (const file of [from, ...pathsBelow(from).files]) {
    const bytes = files.get(file)?.bytes;
    if (bytes) put(to + file.slice(from.length), bytes);
  }
  for (const folder of [from, ...pathsBelow(from).folders]) {
    if (folders.has(folder)) folders.add(to + folder.slice(from.length));
  }
  remove(from);
}

/** A file's contents; one of the site's is fetched at most once a visit. */
export async function bytesOf(path: string, file: TreeFile): Promise<Uint8Array<ArrayBuffer>> {
  if (file.bytes || !file.address) return file.bytes ?? new Uint8Array();
  const bytes = await fetchSiteFile(file.address, file.size, (loaded) =>
    loading(path, loaded, file.size),
  );
  if (bytes.length <= smallFile || !hasStore()) file.bytes = bytes;
  return bytes;
}

/** A file's contents, for those who can't wait: in a worker, a request may block. */
export function bytesNow(file: TreeFile): Uint8Array<ArrayBuffer> {
  if (file.bytes || !file.address) return file.bytes ?? new Uint8Array();
  const request = new XMLHttpRequest();
  request.open("GET", file.address, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`the site answers ${request.status}`);
  file.bytes = new Uint8Array(request.response);
  return file.bytes;
}
