import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

/** SHA-256 of a file in hexadecimal, read piece by piece, so that memory stays flat for a large model. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  const handle = await open(file);
  try {
    // One piece of memory for the whole file: a stream takes a new one for each piece, and a model's add up to its size.
    const piece = new Uint8Array(1 << 20);
    for (;;) {
      const { bytesRead } = await handle.read(piece);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
