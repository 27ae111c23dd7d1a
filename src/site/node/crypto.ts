import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { base64Of } from "./buffer.js";

/** The browser's half of Node's `crypto.randomUUID`, which a page has only over HTTPS. */
export function randomUUID(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The browser's half of Node's `crypto.createHash`: Web Crypto's takes no data piece by piece. */
export function createHash(_algorithm: "sha256") {
  const hash = sha256.create();
  const self = {
    update(data: string | Uint8Array) {
      hash.update(typeof data === "string" ? new TextEncoder().encode(data) : data);
      return self;
    },
    digest(encoding: "hex" | "base64"): string {
      const bytes = hash.digest();
      return encoding === "hex" ? bytesToHex(bytes) : base64Of(bytes);
    },
  };
  return self;
}
