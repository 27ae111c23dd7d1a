import path from "node:path";
import {
  append,
  bytesNow,
  bytesOf,
  fileAt,
  isFolder,
  makeFolder,
  move,
  pathsBelow,
  put,
  remove,
  type TreeFile,
} from "./fileTree.js";
import { nodeError } from "./nodeErrors.js";

/** The browser's half of Node's `fs`: what the kit uses of it, on the site's files and those that the browser keeps. */
export function existsSync(file: string): boolean {
  const at = path.resolve(file);
  return fileAt(at) !== undefined || isFolder(at);
}

/** What is known about a file or folder. */
export interface Stats {
  size: number;
  mtimeMs: number;
  ctimeMs: number;
  ino: number;
  mode: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

export function statSync(
  file: string,
  { throwIfNoEntry = true }: { throwIfNoEntry?: boolean } = {},
): Stats | undefined {
  const at = path.resolve(file);
  const found = fileAt(at);
  if (found) return statsOf(found);
  if (isFolder(at)) return statsOf(undefined);
  if (throwIfNoEntry) throw nodeError("ENOENT", "stat", file);
  return undefined;
}

/** The facts of a file, or of a folder if there is none. */
function statsOf(file: TreeFile | undefined): Stats {
  const { size, mtimeMs } = file ?? { size: 0, mtimeMs: 0 };
  return {
    size,
    mtimeMs,
    ctimeMs: mtimeMs,
    ino: 0,
    mode: 0o644,
    isFile: () => file !== undefined,
    isDirectory: () => file === undefined,
  };
}

/** The file at a path, which must be there. */
export function requireFile(file: string): TreeFile {
  const at = path.resolve(file);
  const found = fileAt(at);
  if (found) return found;
  throw nodeError(isFolder(at) ? "EISDIR" : "ENOENT", "open", file);
}

export function readFileSync(file: string, encoding?: "utf8"): string | Uint8Array {
  const bytes = bytesNow(requireFile(file));
  return encoding ? new TextDecoder().decode(bytes) : bytes.slice();
}

/** An entry of a folder. */
export interface Dirent {
  name: string;
  parentPath: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** How a folder is read. */
export interface ReaddirOptions {
  recursive?: boolean;
  withFileTypes?: boolean;
}

export function readdirSync(folder: string): string[];
export function readdirSync(
  folder: string,
  options: ReaddirOptions & { withFileTypes: true },
): Dirent[];
export function readdirSync(folder: string, options: ReaddirOptions): string[] | Dirent[];
export function readdirSync(folder: string, options: ReaddirOptions = {}): string[] | Dirent[] {
  const at = path.resolve(folder);
  if (!isFolder(at)) throw nodeError("ENOENT", "scandir", folder);
  const entries = entriesOf(at).filter(({ parentPath }) => options.recursive || parentPath === at);
  if (options.withFileTypes) return entries;
  return entries.map(({ name, parentPath }) => path.relative(at, path.join(parentPath, name)));
}

function entriesOf(folder: string): Dirent[] {
  const found = new Map<string, boolean>();
  const below = pathsBelow(folder);
  for (const file of below.files) found.set(file, true);
  for (const each of [...below.folders, ...below.files.map((file) => path.dirname(file))]) {
    for (let at = each; at.length > folder.length; at = path.dirname(at)) {
      if (!found.has(at)) found.set(at, false);
    }
  }
  const paths = [...found.keys()].sort();
  return paths.map((each) => ({
    name: path.basename(each),
    parentPath: path.dirname(each),
    isFile: () => found.get(each) === true,
    isDirectory: () => found.get(each) === false,
  }));
}

export function mkdirSync(folder: string): void {
  makeFolder(path.resolve(folder));
}

export function appendFileSync(file: string, text: string): void {
  append(path.resolve(file), text);
}

const opened = new Map<number, TreeFile>();
let lastOpened = 2;

/** Opens a file to read it, or a new one to write it. */
export function openSync(file: string, flags: "r" | "wx" = "r"): number {
  if (flags === "wx") create(file);
  opened.set(++lastOpened, requireFile(file));
  return lastOpened;
}

function create(file: string): void {
  const at = path.resolve(file);
  if (existsSync(at)) throw nodeError("EEXIST", "open", file);
  if (!isFolder(path.dirname(at))) throw nodeError("ENOENT", "open", file);
  // Kept when it has its name.
  put(at, new Uint8Array(), false);
}

/** Writes the rest of `bytes` to the end of a file, and says how much that is. */
export function writeSync(number: number, bytes: Uint8Array, from = 0): number {
  const file = opened.get(number);
  if (!file) throw nodeError("EIO", "write", String(number));
  const added = bytes.subarray(from);
  const whole = new Uint8Array(file.size + added.length);
  whole.set(file.bytes ?? []);
  whole.set(added, file.size);
  Object.assign(file, { bytes: whole, size: whole.length });
  return added.length;
}

/** There is no disk that could lag behind. */
export function fsyncSync(_number: number): void {}

/** Nobody else could read a file. */
export function fchmodSync(_number: number, _mode: number): void {}

/** The path of what is there: a browser keeps no links. */
export function realpathSync(file: string): string {
  if (!existsSync(file)) throw nodeError("ENOENT", "lstat", file);
  return path.resolve(file);
}

export function renameSync(from: string, to: string): void {
  if (!existsSync(from)) throw nodeError("ENOENT", "rename", from);
  move(path.resolve(from), path.resolve(to));
}

export function rmSync(
  file: string,
  { recursive = false, force = false }: { recursive?: boolean; force?: boolean } = {},
): void {
  if (!existsSync(file) && !force) throw nodeError("ENOENT", "rm", file);
  if (isFolder(path.resolve(file)) && !recursive) throw nodeError("EISDIR", "rm", file);
  remove(path.resolve(file));
}

/** A file in one piece. */
export async function* createReadStream(file: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield await bytesOf(path.resolve(file), requireFile(file));
}

export function fstatSync(number: number): Stats {
  return statsOf(opened.get(number));
}

export function closeSync(number: number): void {
  opened.delete(number);
}

export function readSync(
  number: number,
  target: Uint8Array,
  offset: number,
  length: number,
  position: number,
): number {
  const file = opened.get(number);
  if (!file) throw nodeError("EIO", "read", String(number));
  const piece = bytesNow(file).subarray(position, position + length);
  target.set(piece, offset);
  return piece.length;
}
