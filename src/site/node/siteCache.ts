/**
 * The name of the browser's store for one version of the site. The service worker and the kernel use the same one, so that a model is
 * stored once. Two sites on one host have different paths, and so different stores.
 *
 * @example storeName("/some/repo/", "1f0a") // "reading-logits /some/repo/ 1f0a"
 */
export function storeName(path: string, version: string): string {
  return `reading-logits ${path} ${version}`;
}

/** Removes what earlier versions of the site have left in the browser. */
export async function dropOldStores(path: string, version: string): Promise<void> {
  const ours = storeName(path, "");
  for (const name of await caches.keys()) {
    if (name.startsWith(ours) && name !== storeName(path, version)) await caches.delete(name);
  }
}

/** Opens the store, or gives `undefined` where the browser has none: on a host without HTTPS, or in a private window. */
async function openStore(): Promise<Cache | undefined> {
  try {
    return store === undefined ? undefined : await caches.open(store);
  } catch {
    return undefined;
  }
}

let store: string | undefined;

/** Which store the kernel's files go to. */
export function useStore(name: string): void {
  store = name;
}

/** Files that are large enough to be kept by the kernel itself; the others are left to the service worker and the browser. */
const largeFile = 1_000_000;

/**
 * A file of the site. A large one is kept in the browser's store, so that it is fetched once and not once a visit.
 *
 * A stored file of the wrong size is fetched anew.
 *
 * @param size what the file must have, in bytes
 * @param arrived is told how many bytes of a large file have come
 * @throws {Error} when the site doesn't have the file, or it is cut
 */
export async function fetchSiteFile(
  address: string,
  size: number,
  arrived: (bytes: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const kept = size >= largeFile ? await openStore() : undefined;
  const before = await (await kept?.match(address))?.arrayBuffer();
  if (before?.byteLength === size) return new Uint8Array(before);
  const response = await fetch(address, before ? { cache: "reload" } : {});
  if (!response.ok) throw new Error(`the site answers ${response.status} for ${address}`);
  // The response itself: of one that is made of bytes, a browser doesn't keep what it compiles. A full store is no reason to stop.
  const keeping = kept?.put(address, response.clone()).catch(() => {});
  const bytes = size >= largeFile ? await countedBytes(response, size, arrived) : undefined;
  const whole = bytes ?? new Uint8Array(await response.arrayBuffer());
  await keeping;
  if (whole.length !== size) {
    await kept?.delete(address);
    throw new Error(`${whole.length} of ${size} bytes of ${address} came; load the page anew`);
  }
  return whole;
}

/** Whether a file is in the browser's store, as a file of this type. */
export async function isKept(address: string, type: string): Promise<boolean> {
  try {
    return (await caches.match(address))?.headers.get("content-type") === type;
  } catch {
    return false;
  }
}

async function countedBytes(response: Response, size: number, arrived: (bytes: number) => void) {
  if (!response.body) return undefined;
  const whole = new Uint8Array(size);
  let done = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { value } = await reader.read();
    if (!value) return whole.subarray(0, done);
    if (done + value.length > size) throw new Error(`more than ${size} bytes came`);
    whole.set(value, done);
    done += value.length;
    arrived(done);
  }
}
