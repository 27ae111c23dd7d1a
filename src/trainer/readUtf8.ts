import { readFile } from "node:fs/promises";
import { DatasetError } from "./DatasetError.js";

/**
 * A file as text, without a byte order mark; bytes that are no UTF-8 are an error, not question marks in a text.
 *
 * @param shownAs the file as an error names it
 * @throws {DatasetError} when there is no such file, it can't be read, or it isn't UTF-8
 */
export async function readUtf8(file: string, shownAs: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const why = reasons[cause.code ?? ""] ?? `can't be read (${cause.code ?? cause.message})`;
    throw new DatasetError(`loadDataset needs a file it can read: ${shownAs} ${why}`, { cause });
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DatasetError(
      `loadDataset needs UTF-8 text: ${shownAs}, line ${firstBadLine(bytes)} has bytes that are not; save it as UTF-8 (a spreadsheet calls it "CSV UTF-8")`,
      { cause },
    );
  }
}

const reasons: Record<string, string> = {
  ENOENT: "doesn't exist",
  EISDIR: "is a folder",
  EACCES: "may not be read by this user",
};

function firstBadLine(bytes: Uint8Array): number {
  const text = new TextDecoder("utf-8").decode(bytes);
  return text.slice(0, text.indexOf("\uFFFD")).split("\n").length;
}
