import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

const known = new Map<string, { stamp: string; sha256: Promise<string> }>();

/**
 * SHA-256 of a file in hexadecimal, read as a stream, so that memory stays flat for a large model.
 *
 * A file whose size and times haven't changed is read once a process: loading a model a second time costs nothing here.
 */
export async function hashFile(file: string): Promise<string> {
  const { size, mtimeMs, ctimeMs, ino } = await stat(file);
  const stamp = [size, mtimeMs, ctimeMs, ino].join(" ");
  const before = known.get(file);
  if (before?.stamp === stamp) return before.sha256;
  const sha256 = readHash(file);
  known.set(file, { stamp, sha256 });
  sha256.catch(() => known.delete(file));
  return sha256;
}

async function readHash(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
