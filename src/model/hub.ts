import { loadTransformers } from "./loadTransformers.js";
import { ModelError } from "./ModelError.js";

/** Where to ask for a model, with which headers, and for how long. */
export interface Hub {
  /** The address of one file of a model, from its main branch. */
  address(model: string, file: string): string;
  headers: Record<string, string>;
  /** transformers.js' own `fetch`, so that a proxy set there is used here too. */
  fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** For how long nothing may arrive, in milliseconds. */
  patience: number;
}

/**
 * The hub's address: the environment variable `HF_ENDPOINT`, as in Python's huggingface_hub, otherwise transformers.js' own.
 *
 * An access token (`HF_TOKEN`) is sent to transformers.js' own host only, never to another server that `HF_ENDPOINT` names.
 * `HF_HUB_DOWNLOAD_TIMEOUT` is the number of seconds without a byte after which a download has stalled, 30 by default.
 *
 * @throws {ModelError} when one of these variables can't be used
 */
export function hubSettings(): Hub {
  const { env } = loadTransformers();
  const endpoint = process.env.HF_ENDPOINT || env.remoteHost;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new ModelError(
      `prepareModel needs a web address in the environment variable HF_ENDPOINT, got ${JSON.stringify(endpoint)}`,
    );
  }
  const token = process.env.HF_TOKEN ?? process.env.HF_ACCESS_TOKEN;
  const trusted = new URL(endpoint).origin === new URL(env.remoteHost).origin;
  return {
    fetch: env.fetch,
    patience: 1000 * secondsOfPatience(),
    address: (model, file) => {
      const folder = env.remotePathTemplate
        .replaceAll("{model}", model)
        .replaceAll("{revision}", "main");
      return `${endpoint.replace(/\/+$/, "")}/${folder.replace(/\/+$/, "")}/${file}`;
    },
    // "identity": a compressed answer wouldn't have the file's length, and the length is what is checked.
    headers: {
      "Accept-Encoding": "identity",
      ...(token && trusted && { Authorization: `Bearer ${token}` }),
    },
  };
}

function secondsOfPatience(): number {
  const text = process.env.HF_HUB_DOWNLOAD_TIMEOUT || "30";
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new ModelError(
    `prepareModel needs a number of seconds, at most 3600, in the environment variable HF_HUB_DOWNLOAD_TIMEOUT, got ${JSON.stringify(text)}`,
  );
}

/** What the hub says about a file beside the file itself. */
export interface HubFacts {
  size?: number;
  /** SHA-256 of a large file, in hexadecimal. */
  sha256?: string;
  /** Git's name for a small file: SHA-1 of `blob`, its size and its bytes. */
  gitSha1?: string;
}

/**
 * Asks the hub for an address and follows its redirects.
 *
 * By hand, because a large file's size and checksum are headers of the hub's own answer, which only leads to where the file is.
 */
export async function askHub(
  hub: Hub,
  address: string,
  init: { headers?: Record<string, string>; signal: AbortSignal },
): Promise<{ response: Response; facts: HubFacts }> {
  let facts: HubFacts = {};
  let headers: Record<string, string> = { ...hub.headers, ...init.headers };
  let at = address;
  for (let hops = 0; hops < 8; hops++) {
    const response = await hub.fetch(at, { headers, signal: init.signal, redirect: "manual" });
    facts = { ...facts, ...factsIn(response.headers) };
    const next = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || next === null) return { response, facts };
    await response.body?.cancel();
    const from = new URL(at).origin;
    at = new URL(next, at).href;
    // The token is for the hub, not for the store that it sends us to.
    const { Authorization: _, ...others } = headers;
    if (new URL(at).origin !== from) headers = others;
  }
  throw new ModelError(
    `prepareModel: ${new URL(address).host} answers ${new URL(address).pathname} with redirects that don't end; check HF_ENDPOINT`,
  );
}

function factsIn(headers: Headers): HubFacts {
  // Another server's ETag can be anything; the hub's is a checksum.
  const tag =
    headers.get("x-linked-etag") ?? (headers.has("x-repo-commit") ? headers.get("etag") : null);
  const [, hash = ""] = /^(?:W\/)?"?([0-9a-f]+)"?$/.exec(tag ?? "") ?? [];
  const size = headers.get("x-linked-size");
  return {
    ...(size !== null && /^\d+$/.test(size) && { size: Number(size) }),
    ...(hash.length === 64 && { sha256: hash }),
    ...(hash.length === 40 && { gitSha1: hash }),
  };
}
