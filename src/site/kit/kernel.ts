import type { PublicTslab, WriteDisplayData } from "../../notebook/kernel.js";
import { pageKernel } from "./pageKernel.js";

/** The browser's half of `notebook/kernel.ts`: the kernel is this worker. */
export function bundleWriter(): WriteDisplayData | undefined {
  return pageKernel()?.writer();
}

/** There is no tslab in a browser. */
export function publicTslab(): PublicTslab | undefined {
  return undefined;
}

/** Whether this code is running in a cell. */
export function inKernel(): boolean {
  return bundleWriter() !== undefined;
}
