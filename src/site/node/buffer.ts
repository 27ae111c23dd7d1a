/** The browser's half of Node's `buffer`: the longest text that is read, in characters, as Node has it. */
export const constants = { MAX_STRING_LENGTH: 536_870_888 };

/** What the kit uses of Node's `Buffer`: the bytes of a text, and their base64. */
export const Buffer = {
  byteLength: (text: string): number => new TextEncoder().encode(text).length,
  from: (text: string) =>
    Object.assign(new TextEncoder().encode(text), {
      toString(this: Uint8Array, _encoding: "base64"): string {
        return base64Of(this);
      },
    }),
};

/** Bytes as base64. */
export function base64Of(bytes: Uint8Array): string {
  let text = "";
  // In pieces, because a function takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(text);
}
