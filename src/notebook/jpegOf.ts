import type { Picture } from "./renderPng.js";

/** The same picture as a JPEG, base64: for outputs in which a PNG would have another meaning. */
export async function jpegOf({ base64 }: Picture): Promise<string> {
  const { default: sharp } = await import("sharp");
  const jpeg = await sharp(Buffer.from(base64, "base64"))
    // Full colour at every dot: coloured letters and thin lines would else get a fringe.
    .jpeg({ quality: 75, chromaSubsampling: "4:4:4", mozjpeg: true })
    .toBuffer();
  return jpeg.toString("base64");
}
