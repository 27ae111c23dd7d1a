/**
 * Work that is asked for faster than it is done: one piece at a time, and of those that wait only the last.
 *
 * @param work does a piece; what it throws is given to `failed`
 * @returns asks for a piece; its promise is kept once nothing is left to do
 */
export function latest<Asked extends unknown[]>(
  work: (...asked: Asked) => Promise<void>,
  failed: (error: unknown) => void,
): (...asked: Asked) => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Asked | undefined;
  const run = async () => {
    while (next) {
      const asked = next;
      next = undefined;
      await work(...asked).catch(failed);
    }
    running = undefined;
  };
  return (...asked) => {
    next = asked;
    running ??= run();
    return running;
  };
}
