import { spawn } from "node:child_process";

/**
 * Runs a program to its end and collects what it printed; never throws for a program that fails or doesn't exist.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options] pass `stdio: "inherit"` to let it print itself
 * @returns {Promise<{ code: number, output: string, errors: string }>} `code` is 127 when the program can't be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const output = [];
    /** @type {Buffer[]} */
    const errors = [];
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => errors.push(chunk));
    child.on("error", (error) => resolve({ code: 127, output: "", errors: error.message }));
    child.on("close", (code) =>
      resolve({
        code: code ?? 1,
        output: Buffer.concat(output).toString(),
        errors: Buffer.concat(errors).toString(),
      }),
    );
  });
}

const networkTrouble =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network|NewConnectionError|NameResolutionError|Could not find a version|Connection(?: was)? refused|timed out/i;

/** @param {string} output what npm or pip printed: does it read like a missing network? */
export function looksOffline(output) {
  return networkTrouble.test(output);
}
