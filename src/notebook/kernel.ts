import { createRequire } from "node:module";
import type ts from "@tslab/typescript-for-tslab";
import type { JsonObject, MimeBundle } from "../charts/Chart.js";
import { ownFile } from "../project.js";

/** What Jupyter's `display_data` message carries. */
export interface DisplayData {
  data: MimeBundle;
  metadata: JsonObject;
  transient: { display_id?: string };
}

/** tslab's internal writer: sends a whole bundle to the running cell. */
export type WriteDisplayData = (message: DisplayData, update: boolean) => void;

/** tslab's public display: one MIME type per call. On a display made by `newDisplay`, later calls update the first. */
export interface PublicDisplay {
  raw(contentType: string, body: string): void;
}

/** The part of tslab's public module that the kit uses. */
export interface PublicTslab {
  display: PublicDisplay;
  newDisplay(): PublicDisplay;
}

const require = createRequire(ownFile());

/**
 * The kernel's writer for whole bundles, or `undefined` outside a kernel or if tslab keeps it elsewhere.
 *
 * tslab's comes from the module that the kernel itself has loaded and is never loaded afresh: a second copy would know of no cell.
 */
export function bundleWriter(): WriteDisplayData | undefined {
  return denoWriter() ?? tslabWriter();
}

/** Deno's kernel sends what it is given as a message of Jupyter's protocol. */
function denoWriter(): WriteDisplayData | undefined {
  try {
    const { Deno } = globalThis as { Deno?: { jupyter: { broadcast: Broadcast } } };
    // Elsewhere than in its kernel, Deno throws when it is asked for `jupyter`.
    const broadcast = Deno?.jupyter.broadcast;
    return (
      broadcast &&
      ((message, update) => broadcast(update ? "update_display_data" : "display_data", message))
    );
  } catch {
    return undefined;
  }
}

type Broadcast = (type: string, content: DisplayData) => unknown;

function tslabWriter(): WriteDisplayData | undefined {
  try {
    const inner = require.cache[require.resolve("tslab/dist/jupyter.js")]?.exports as
      | { lastWriteDisplayData?: unknown }
      | undefined;
    const write = inner?.lastWriteDisplayData;
    return typeof write === "function" ? (write as WriteDisplayData) : undefined;
  } catch {
    return undefined;
  }
}

/** tslab's public functions as a cell would import them, or `undefined` outside a kernel. */
export function publicTslab(): PublicTslab | undefined {
  // The kernel leaves its cells' `require` here; only that one finds the kernel's own tslab by name.
  const cells = (globalThis as { __tslab__?: { require?: (id: string) => unknown } }).__tslab__;
  try {
    return cells?.require?.("tslab") as PublicTslab | undefined;
  } catch {
    return undefined;
  }
}

/**
 * The TypeScript that comes with tslab, which a kernel has already loaded to check its cells. It is resolved from tslab's folder,
 * since only tslab depends on it at run time.
 */
export function kernelTypeScript(): typeof ts {
  return createRequire(require.resolve("tslab/package.json"))("@tslab/typescript-for-tslab");
}

/** Whether this code is running in a cell of a kernel, tslab's or Deno's. */
export function inKernel(): boolean {
  return bundleWriter() !== undefined || publicTslab() !== undefined;
}
