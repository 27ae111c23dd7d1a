import { sha256 } from "@noble/hashes/sha2.js";

/**
 * SHA-256 in hexadecimal by Web Crypto, which a page has only over HTTPS or from its own machine; on a classroom's server without
 * HTTPS, the same in JavaScript.
 */
export async function sha256OfBytes(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  const hash = subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : sha256(bytes);
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
