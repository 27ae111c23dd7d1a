import { open, readFile } from "node:fs/promises";
import { ModelError } from "./ModelError.js";

/**
 * Checks that a downloaded file is what its name says: JSON that parses, or ONNX, which is binary.
 *
 * A log-in page of a hotel's network or a Git LFS pointer arrives complete and with status 200, and is neither.
 */
export async function checkDownload(model: string, file: string, target: string): Promise<void> {
  const isRight = file.endsWith(".json") ? await isJson(target) : await isBinary(target);
  if (isRight) return;
  const kind = file.endsWith(".json") ? "JSON" : "an ONNX model";
  throw new ModelError(
    `prepareModel: what the server sent as ${file} of "${model}" is not ${kind}; nothing was kept: ` +
      "check that no log-in page or proxy answers in its place, and run it again",
  );
}

async function isJson(target: string): Promise<boolean> {
  try {
    const value = JSON.parse(await readFile(target, "utf8"));
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

/** An ONNX file begins with the field tag of its version, a control character that no text has. */
async function isBinary(target: string): Promise<boolean> {
  const handle = await open(target);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead).some((byte) => byte < 9);
  } finally {
    await handle.close();
  }
}
