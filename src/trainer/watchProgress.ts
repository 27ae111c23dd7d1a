import type { TrainerProgress } from "./TrainerProgress.js";

type Listener = (progress: TrainerProgress) => void;

let makeListener: () => Listener | undefined = () => undefined;

/**
 * Says who is told about the runs that have no `onProgress` of their own.
 *
 * This room can't draw; the notebook room sets it, so that a cell shows a bar without having asked for one.
 *
 * @param make called once a run; `undefined` for nobody
 */
export function watchProgress(make: () => Listener | undefined): void {
  makeListener = make;
}

/** The listener for a run that has none of its own, if anybody watches. */
export function progressWatcher(): Listener | undefined {
  return makeListener();
}
