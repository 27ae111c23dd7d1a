type Listener<Progress> = (progress: Progress) => void;

/**
 * Makes the place where one kind of work (downloads, a Trainer's runs) finds a listener when it was given none.
 *
 * The rooms that do the work can't draw. The notebook room calls `watch`, so that a cell shows a bar without asking for one.
 *
 * @returns `watch(make)`, which sets how a listener is made, once for each run (`undefined`: nobody listens), and
 *   `listener()`, which makes the one for a run that has none of its own
 */
export function createWatcher<Progress>(): {
  watch(make: () => Listener<Progress> | undefined): void;
  listener(): Listener<Progress> | undefined;
} {
  let makeListener: () => Listener<Progress> | undefined = () => undefined;
  return {
    watch(make) {
      makeListener = make;
    },
    listener: () => makeListener(),
  };
}
