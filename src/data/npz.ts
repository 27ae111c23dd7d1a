import { bytesText, type FileAt, productOf, quoted, refusal } from "./bytes.js";
import { headRoom, readNpy, readNpyHeader } from "./npy.js";
import type { StoredArray } from "./storedArrays.js";
import type { ZipEntry } from "./zip.js";

/**
 * The arrays of a `.npz`, whose numbers are read when they are wanted.
 *
 * @throws {PredictionsError} when it holds none, or one whose size and shape don't fit together
 */
export async function arraysOfNpz(
  entries: readonly ZipEntry[],
  at: FileAt,
): Promise<StoredArray[]> {
  const arrays = entries.filter(({ name }) => name.endsWith(".npy"));
  if (arrays.length === 0) {
    const inside = entries.slice(0, 4).map(({ name }) => quoted(name));
    throw refusal(
      at,
      `it is a zip archive without a .npy inside (${inside.join(", ") || "it is empty"}); save arrays with np.savez, and a spreadsheet as CSV`,
    );
  }
  const stored: StoredArray[] = [];
  for (const entry of arrays) stored.push(await arrayOf(entry, at));
  return stored;
}

/** An array of a .npz: its header is read now, and the rest when it is wanted. */
async function arrayOf(entry: ZipEntry, at: FileAt): Promise<StoredArray> {
  const name = entry.name.slice(0, -".npy".length);
  const head = await entry.head(Math.min(headRoom, entry.size));
  const { dims, dtype, problem, width, dataStart } = readNpyHeader(head, name, at);
  const wanted = productOf(dims) * width + dataStart;
  if (!problem && wanted !== entry.size) {
    throw refusal(
      at,
      `its array ${quoted(name)} has ${bytesText(entry.size)}, and the shape [${dims.join(", ")}] needs ${bytesText(wanted)}; copy or save it again`,
    );
  }
  const open = async () => {
    const unpacked = await entry.open();
    entry.check(unpacked);
    return readNpy(unpacked, name, at).open();
  };
  return { name, dims, dtype, problem, open };
}
