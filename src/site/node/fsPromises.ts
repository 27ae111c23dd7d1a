import path from "node:path";
import { bytesOf, makeFolder, put } from "./fileTree.js";
import {
  type Dirent,
  existsSync,
  type ReaddirOptions,
  readdirSync,
  renameSync,
  requireFile,
  rmSync,
  type Stats,
  statSync,
} from "./fs.js";
import { nodeError } from "./nodeErrors.js";

/** The browser's half of Node's `fs/promises`: what the kit uses of it. */
export async function stat(file: string): Promise<Stats> {
  return statSync(file) as Stats;
}

/** There are no links. */
export async function lstat(file: string): Promise<Stats> {
  return stat(file);
}

export async function realpath(file: string): Promise<string> {
  if (!existsSync(file)) throw nodeError("ENOENT", "realpath", file);
  return path.resolve(file);
}

export async function readFile(file: string, encoding?: "utf8"): Promise<string | Uint8Array> {
  const found = requireFile(file);
  const bytes = await bytesOf(path.resolve(file), found).catch((cause) => {
    throw Object.assign(nodeError("EIO", "read", file), { cause });
  });
  return encoding ? new TextDecoder().decode(bytes) : bytes;
}

export async function writeFile(file: string, data: string | Uint8Array): Promise<void> {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data.slice();
  put(path.resolve(file), bytes as Uint8Array<ArrayBuffer>);
}

export async function readdir(
  folder: string,
  options: ReaddirOptions = {},
): Promise<string[] | Dirent[]> {
  return readdirSync(folder, options);
}

export async function mkdir(folder: string): Promise<void> {
  makeFolder(path.resolve(folder));
}

export async function rename(from: string, to: string): Promise<void> {
  renameSync(from, to);
}

export async function rm(
  file: string,
  options: { recursive?: boolean; force?: boolean } = {},
): Promise<void> {
  rmSync(file, options);
}

/** An open file; a folder can be opened, too, to be synchronised. */
export interface FileHandle {
  writeFile(data: string | Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export async function open(file: string, flags = "r"): Promise<FileHandle> {
  if (flags === "r" && !existsSync(file)) throw nodeError("ENOENT", "open", file);
  return {
    writeFile: (data) => writeFile(file, data),
    sync: async () => {},
    close: async () => {},
  };
}
