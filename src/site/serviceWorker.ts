import { dropOldStores, storeName } from "./node/siteCache.js";

/** The site's service worker: what has been loaded once is kept, so that the second visit needs no network. */

/** What a page asks it to do: keep what the page had loaded before there was a service worker. */
export interface KeepMessage {
  type: "keep";
  addresses: string[];
}

/** The parts of a service worker that are used here. */
interface Worker {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}
interface WorkerEvent {
  request: Request;
  data: KeepMessage;
  waitUntil(work: Promise<unknown>): void;
  respondWith(response: Promise<Response>): void;
}

/** The site's version; its build puts it here. */
declare const version: string;
const worker = globalThis as unknown as Worker;
const { scope } = worker.registration;
const path = new URL(scope).pathname;
const openStore = () => caches.open(storeName(path, version));
// The files of a static site don't depend on what follows the question mark.
const byPath = { ignoreSearch: true };

worker.addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([worker.clients.claim(), dropOldStores(path, version)])),
);

worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(scope)) event.respondWith(answer(event.request));
});

worker.addEventListener("message", (event) => {
  if (event.data?.type === "keep") event.waitUntil(keep(event.data.addresses));
});

async function answer(request: Request): Promise<Response> {
  const store = await openStore();
  const kept = await store.match(request, byPath);
  if (kept) return kept;
  const response = await fetch(request);
  if (isWhole(response) && !isModel(request.url)) await store.put(request, response.clone());
  return response;
}

async function keep(addresses: readonly string[]): Promise<void> {
  const store = await openStore();
  for (const address of addresses) {
    if (!address.startsWith(scope) || isModel(address)) continue;
    if (await store.match(address, byPath)) continue;
    const response = await fetch(address).catch(() => undefined);
    if (response && isWhole(response)) await store.put(address, response);
  }
}

const isWhole = (response: Response) =>
  response.status === 200 && response.type === "basic" && !response.redirected;

/** The kernel keeps models itself, in the same store. */
const isModel = (address: string) => /\.onnx(\?|$)/.test(address);
