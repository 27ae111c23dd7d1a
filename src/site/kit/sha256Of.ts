import { readFile } from "node:fs/promises";
import { sha256OfBytes } from "./sha256OfBytes.js";

/** The browser's half of `model/sha256Of.ts`. */
export async function sha256Of(file: string): Promise<string> {
  return sha256OfBytes(new Uint8Array(await readFile(file)));
}
