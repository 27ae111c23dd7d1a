/**
 * Work that is asked for faster than it is done: one piece at a time, and of those that wait only the last.
 *
 * @param work does a piece; what it throws is given to `failed`
 */
export function latest<Asked extends unknown[]>(
  work: (...asked: Asked) => Promise<void>,
  failed: (error: unknown) => void,
): (...asked: Asked) => void {
  let isRunning = false;
  let next: Asked | undefined;
  const run = async () => {
    isRunning = true;
    while (next) {
      const asked = next;
      next = undefined;
      await work(...asked).catch(failed);
    }
    isRunning = false;
  };
  return (...asked) => {
    next = asked;
    if (!isRunning) void run();
  };
}
