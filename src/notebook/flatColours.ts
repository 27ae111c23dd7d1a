/** So many equal pixels side by side, and the same below, are an area; the edges of letters and of bars are thinner. */
const run = 8;
/** Areas of fewer pixels than this nobody looks at for their tone. */
const smallest = 64;

/**
 * How many colours fill areas of a picture: bars and cells count, the many greys at the edges of letters don't.
 *
 * @param pixels one number a pixel, `[width * height]`, row after row
 *
 * @example flatColours(new Uint32Array(100 * 100), 100) // 1
 */
export function flatColours(pixels: Uint32Array, width: number): number {
  const areas = new Map<number, number>();
  for (let start = 0; start < pixels.length; ) {
    const colour = pixels[start];
    const endOfLine = start - (start % width) + width;
    let end = start + 1;
    while (end < endOfLine && pixels[end] === colour) end++;
    const isThin = pixels[start + width] !== colour;
    if (end - start >= run && !isThin) areas.set(colour, (areas.get(colour) ?? 0) + end - start);
    start = end;
  }
  let colours = 0;
  for (const area of areas.values()) if (area >= smallest) colours++;
  return colours;
}
