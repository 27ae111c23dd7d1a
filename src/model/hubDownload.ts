import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { DownloadProgress } from "./DownloadProgress.js";
import type { HubSettings } from "./hubSettings.js";
import { ModelError } from "./ModelError.js";

/** What a download reports to, and what stops it. */
export interface DownloadOptions {
  onProgress?: (progress: DownloadProgress) => void;
  signal?: AbortSignal;
}

/** Downloads one file of a hub model into `folder`; whatever arrives incomplete is an error, never a shorter file. */
export async function hubDownload(
  hub: HubSettings,
  model: string,
  file: string,
  folder: string,
  options: DownloadOptions,
): Promise<string> {
  const response = await ask(hub, model, file, options.signal);
  const target = path.join(folder, ...file.split("/"));
  await mkdir(path.dirname(target), { recursive: true });
  const total = Number(response.headers.get("content-length")) || undefined;
  let loaded = 0;
  const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      loaded += piece.length;
      options.onProgress?.({ file, loaded, total });
      yield piece;
    }
  };
  try {
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(body, counted, createWriteStream(target), { signal: options.signal });
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw isFromDisk(cause) ? cause : cut(model, file, loaded, total, cause);
  }
  if (total !== undefined && loaded !== total) throw cut(model, file, loaded, total);
  return target;
}

async function ask(hub: HubSettings, model: string, file: string, signal?: AbortSignal) {
  const address = hub.address(model, file);
  let response: Response;
  try {
    response = await hub.fetch(address, { headers: hub.headers, signal });
  } catch (cause) {
    signal?.throwIfAborted();
    const { code } = ((cause as Error).cause ?? {}) as NodeJS.ErrnoException;
    const why = code ? ` (${code})` : "";
    throw new ModelError(
      `prepareModel: "${model}" is not in the project's cache yet and ${new URL(address).host} can't be reached${why}; ` +
        'connect once to download it, or use an embedded model such as "sst2"',
      { cause },
    );
  }
  if (response.ok && response.body) return response;
  await response.body?.cancel();
  throw new ModelError(`prepareModel: ${refusal(model, file, response.status)}`);
}

/** The hub answers 401 and not 404 for a model that doesn't exist, since it might be a private one. */
function refusal(model: string, file: string, status: number): string {
  if (![401, 403, 404].includes(status)) {
    return `the server answered ${status} for ${file} of "${model}"; try again later`;
  }
  if (file === "config.json") {
    return `the server has no model "${model}", or it is private (${status}); check the name, or set HF_TOKEN`;
  }
  return `"${model}" has no ${file} (${status}); choose a model with ONNX files for transformers.js, int8 (q8) among them`;
}

function cut(model: string, file: string, loaded: number, total?: number, cause?: unknown) {
  const of = total === undefined ? "" : ` of ${total.toLocaleString("en-US")}`;
  const arrived = `${loaded.toLocaleString("en-US")}${of} bytes`;
  return new ModelError(
    `prepareModel: the connection was cut after ${arrived} of ${file} of "${model}"; nothing was kept, run it again`,
    { cause },
  );
}

/** A full disk or a read-only folder is not the connection's fault. */
function isFromDisk(error: unknown): boolean {
  const { syscall, code } = error as NodeJS.ErrnoException;
  return (syscall === "open" || syscall === "write") && code !== undefined;
}
