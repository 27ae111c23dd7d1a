/** The smallest model of all, y = x for one number, as an ONNX file: what opens it has started the runtime. */
export function identityModel(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(identity.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

const identity = [
  "08084202100d3a37", // version 8, operators of version 13, a graph of 55 bytes:
  "0a100a0178120179220849", // a node from x to y …
  "64656e74697479120167", // … that is "Identity", in the graph "g"
  "5a0f0a0178120a0a08080112040a020801", // its input x, one 32-bit number
  "620f0a0179120a0a08080112040a020801", // its output y
].join("");
