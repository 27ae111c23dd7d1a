/** How far the difference of two channels may move, of 255, before a mark is taken for one of another colour. */
const tolerance = 16;

/**
 * Whether a picture with fewer colours still shows each mark, however small, in its own hue; a grey may become another grey.
 *
 * Only pixels inside a mark count, equal to those beside and below them: the mixed tones of edges may go.
 *
 * @param before the picture, four bytes a pixel (red, green, blue, opacity), row after row
 * @param after the same picture with fewer colours
 * @param width pixels a row
 *
 * @example keepsHues(teal, grey, 2) // false
 */
export function keepsHues(before: Uint8Array, after: Uint8Array, width: number): boolean {
  const pixels = new Uint32Array(before.buffer, before.byteOffset, before.byteLength / 4);
  for (let i = 0; i + width + 1 < pixels.length; i++) {
    const colour = pixels[i];
    const isInside =
      pixels[i + 1] === colour && pixels[i + width] === colour && pixels[i + width + 1] === colour;
    if (isInside && hueMoved(before, after, 4 * i)) return false;
  }
  return true;
}

function hueMoved(before: Uint8Array, after: Uint8Array, at: number): boolean {
  const [red, green, blue] = [0, 1, 2].map((channel) => before[at + channel] - after[at + channel]);
  return Math.abs(red - green) > tolerance || Math.abs(green - blue) > tolerance;
}
