import type { WriteDisplayData } from "../../notebook/kernel.js";

/** What the kernel's worker keeps for the kit, which cells may import from several modules. */
export interface PageKernel {
  /** The path of the folder that stands for the project's, without a slash at its end. */
  root: string;
  /** Sends a bundle to the running cell; `undefined` between cells. */
  writer(): WriteDisplayData | undefined;
  /** The modules that cells have imported, by name. */
  modules: Map<string, Record<string, unknown>>;
}

const global = globalThis as { readingLogitsKernel?: PageKernel };

/** The kernel whose worker this is. */
export function pageKernel(): PageKernel | undefined {
  return global.readingLogitsKernel;
}

/** Makes a kernel known to the kit. */
export function setPageKernel(kernel: PageKernel): void {
  global.readingLogitsKernel = kernel;
}
