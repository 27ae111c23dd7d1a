import type { DownloadProgress } from "../../model/downloadHubFile.js";
import type { ModelLocation } from "../../model/locateModel.js";
import { ModelError } from "../../model/ModelError.js";

/**
 * The browser's half of `model/prepareHubModel.ts`: this page asks no other host for anything, so there is no hub.
 *
 * @throws {ModelError} always
 */
export async function prepareHubModel({ name }: ModelLocation): Promise<void> {
  throw new ModelError(
    `prepareModel can't download "${name}" in a browser, because this page asks no other host for anything; choose an embedded model such as "sst2", or install the kit`,
  );
}

type Listener = (progress: DownloadProgress) => void;

/** Nothing is downloaded from a hub, so nobody listens. */
export function watchDownloads(_make: () => Listener | undefined): void {}

/** Nothing is downloaded from a hub, so nobody listens. */
export function downloadWatcher(): Listener | undefined {
  return undefined;
}
