import { loadTransformers } from "./loadTransformers.js";
import { ModelError } from "./ModelError.js";

/** Where a model of the hub is asked for, and with which headers. */
export interface HubSettings {
  /** The address of one file of a model, from its main branch. */
  address(model: string, file: string): string;
  headers: Record<string, string>;
  /** transformers.js' own `fetch`, so that a proxy that was set there counts here. */
  fetch: (address: string, init: RequestInit) => Promise<Response>;
}

/**
 * The hub's address: the environment variable `HF_ENDPOINT`, as in Python's huggingface_hub, else transformers.js' own.
 *
 * An access token (`HF_TOKEN`) goes to transformers.js' own host only, never to another server that `HF_ENDPOINT` names.
 */
export function hubSettings(): HubSettings {
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
    address: (model, file) => {
      const folder = env.remotePathTemplate
        .replaceAll("{model}", model)
        .replaceAll("{revision}", "main");
      return `${endpoint.replace(/\/+$/, "")}/${folder.replace(/\/+$/, "")}/${file}`;
    },
    // "identity": a compressed answer would have another length than the file, and the length is what is checked.
    headers: {
      "Accept-Encoding": "identity",
      ...(token && trusted && { Authorization: `Bearer ${token}` }),
    },
  };
}
