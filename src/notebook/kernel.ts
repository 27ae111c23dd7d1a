import { createRequire } from "node:module";
import type ts from "@tslab/typescript-for-tslab";
import type { JsonObject, MimeBundle } from "../charts/Chart.js";

/** What Jupyter's `display_data` message carries. */
export interface DisplayData {
  data: MimeBundle;
  metadata: JsonObject;
  transient: { display_id?: string };
}

/** tslab's inner door: sends a whole bundle to the cell that runs at the moment. */
export type WriteDisplayData = (message: DisplayData, update: boolean) => void;

/** tslab's public door: one MIME type a call. With an id of its own, later calls update the first. */
export interface PublicDisplay {
  raw(contentType: string, body: string): void;
}

/** The part of tslab's public module that the kit uses. */
export interface PublicTslab {
  display: PublicDisplay;
  newDisplay(): PublicDisplay;
}

type Loader = (id: string) => unknown;

const require = createRequire(import.meta.url);

/**
 * The kernel's writer for whole bundles, or `undefined` outside a kernel or where tslab keeps it elsewhere.
 *
 * Read from the module that the kernel itself has loaded and never loaded afresh: a second copy would know no cell.
 */
export function bundleWriter(): WriteDisplayData | undefined {
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
  // The kernel leaves the `require` that its cells use here; it alone knows the kernel's own tslab by name.
  const cells = (globalThis as { __tslab__?: { require?: Loader } }).__tslab__;
  try {
    return cells?.require?.("tslab") as PublicTslab | undefined;
  } catch {
    return undefined;
  }
}

/**
 * TypeScript as tslab brings it, which a kernel has loaded already to check its cells. Found from tslab's own place, since only tslab
 * declares it.
 */
export function kernelTypeScript(): typeof ts {
  return createRequire(require.resolve("tslab/package.json"))("@tslab/typescript-for-tslab");
}

/** Whether the code runs in a cell of a tslab kernel. */
export function inKernel(): boolean {
  return bundleWriter() !== undefined || publicTslab() !== undefined;
}
