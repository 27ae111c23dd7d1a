import { basename } from "node:path/posix";
import { type DownloadProgress, watchDownloads } from "../model/prepareHubModel.js";
import { inKernel } from "./kernel.js";
import { type ProgressBar, progressBar } from "./progressBar.js";

/**
 * A listener for downloads that draws one progress bar a file, to hand to `loadClassifier` as `onProgress`.
 *
 * Cells need it only for a listener of their own around it: in a notebook every download shows its bars.
 * A bar ends when all bytes of its file are there; of an unknown total (`undefined`) it counts the bytes only. Never throws.
 *
 * @example await loadClassifier("sst2", { onProgress: downloadProgress() })
 */
export function downloadProgress(): (event: DownloadProgress) => void {
  const bars = new Map<string, ProgressBar>();
  return ({ file, loaded, total }) => {
    let bar = bars.get(file);
    if (!bar) {
      bar = progressBar(`Downloading ${basename(file)}`, { total, unit: "bytes" });
      bars.set(file, bar);
    }
    bar.update(loaded);
    if (total !== undefined && loaded >= total) bar.finish();
  };
}

watchDownloads(() => (inKernel() ? downloadProgress() : undefined));
