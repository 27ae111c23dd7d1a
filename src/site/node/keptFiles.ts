/** What keeps a person's files from one visit to the next. None of its functions waits or fails: work goes on in memory. */
export interface Keeper {
  load(): Promise<{ path: string; bytes: Uint8Array<ArrayBuffer> }[]>;
  put(path: string, bytes: Uint8Array<ArrayBuffer>): void;
  append(path: string, text: string): void;
  remove(path: string): void;
}

/** For a browser that keeps nothing. */
export const keepNothing: Keeper = {
  load: async () => [],
  put: () => {},
  append: () => {},
  remove: () => {},
};

/** One entry of the database: a whole file, or a text that was added to one. */
type Entry = { path: string; bytes: Uint8Array<ArrayBuffer> } | { path: string; text: string };

/**
 * Keeps files in the browser's own database. What two pages add to the same file at once is all kept, since each text that is added
 * has an entry of its own; the other page hears of it.
 *
 * @param name of the database
 * @param heard is told of a text that another page has added
 */
export async function keepFiles(
  name: string,
  heard: (path: string, text: string) => void,
): Promise<Keeper> {
  const database = await openDatabase(name).catch(() => undefined);
  if (!database) return keepNothing;
  const pages = new BroadcastChannel(name);
  pages.onmessage = ({ data }) => heard(data.path, data.text);
  /** Removes the entries of a path, then adds another, if there is one. */
  const replace = (path: string, entry?: Entry) => {
    const entries = database.transaction("files", "readwrite").objectStore("files");
    const asked = entries.index("path").openKeyCursor(IDBKeyRange.only(path));
    asked.onsuccess = () => {
      const cursor = asked.result;
      if (cursor) {
        entries.delete(cursor.primaryKey);
        cursor.continue();
      } else if (entry) {
        entries.add(entry);
      }
    };
  };
  return {
    async load() {
      const entries = database.transaction("files").objectStore("files");
      return joinEntries((await answerTo(entries.getAll())) as Entry[]);
    },
    put: (path, bytes) => quietly(() => replace(path, { path, bytes })),
    remove: (path) => quietly(() => replace(path)),
    append: (path, text) =>
      quietly(() => {
        database.transaction("files", "readwrite").objectStore("files").add({ path, text });
        pages.postMessage({ path, text });
      }),
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const asked = indexedDB.open(name, 1);
  asked.onupgradeneeded = () => {
    const files = asked.result.createObjectStore("files", { autoIncrement: true });
    files.createIndex("path", "path");
  };
  return answerTo(asked);
}

function answerTo<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A full or closed database stops no cell. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // What was written is still in memory.
  }
}

/**
 * The files that entries stand for, in the order in which they were added.
 *
 * @example joinEntries([{ path: "/a", text: "one" }, { path: "/a", text: "two" }])[0].bytes.length // 6
 */
export function joinEntries(
  entries: readonly Entry[],
): { path: string; bytes: Uint8Array<ArrayBuffer> }[] {
  const pieces = new Map<string, Uint8Array<ArrayBuffer>[]>();
  for (const entry of entries) {
    const piece = "text" in entry ? new TextEncoder().encode(entry.text) : entry.bytes;
    pieces.set(entry.path, [...(pieces.get(entry.path) ?? []), piece]);
  }
  return Array.from(pieces, ([path, all]) => {
    const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of all) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return { path, bytes };
  });
}
