import type { DownloadProgress } from "./DownloadProgress.js";

type Listener = (progress: DownloadProgress) => void;

let makeListener: () => Listener | undefined = () => undefined;

/**
 * Says who is told about the downloads that have no `onProgress` of their own.
 *
 * This room can't draw; the notebook room sets it, so that a cell shows a bar for a download without having asked for one.
 *
 * @param make called once a download; `undefined` for nobody
 */
export function watchDownloads(make: () => Listener | undefined): void {
  makeListener = make;
}

/** The listener for a download that has none of its own, if anybody watches. */
export function downloadWatcher(): Listener | undefined {
  return makeListener();
}
