/**
 * Runs one step of a command and prints it as one line: what, its outcome and the time it took.
 *
 * @template T
 * @param {string} what for example `"Node packages"`
 * @param {() => Promise<{ outcome: string, value: T }>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const started = performance.now();
  process.stdout.write(`  ${what.padEnd(17)}`);
  try {
    const { outcome, value } = await work();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${outcome.padEnd(34)} ${seconds.padStart(6)} s\n`);
    return value;
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
}
