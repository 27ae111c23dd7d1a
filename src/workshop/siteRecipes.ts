import { stat } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { venvPython } from "./python.js";
import { run, WorkshopError } from "./setup.mjs";
import { addressesOf, serveSite, usualPorts } from "./siteStart/siteServer.mjs";

/**
 * Packs the site, and what starts it with a double click, into an archive, by Python's own zipfile.
 *
 * @param site the folder of the site
 * @throws {WorkshopError} when it can't be written
 */
export async function zipSite(
  root: string,
  site: string,
  archive: string,
): Promise<{ outcome: string; value: undefined }> {
  const program = join(root, "src", "workshop", "zip_site.py");
  const { code, errors } = await run(venvPython(root), [program, site, archive]);
  if (code !== 0) {
    throw new WorkshopError(
      `The archive could not be written: ${errors.trim().split("\n").at(-1)}`,
    );
  }
  const { size } = await stat(archive);
  return { outcome: `${(size / 1e6).toFixed(0)} MB`, value: undefined };
}

/**
 * Serves the site to everybody in the local network, and says under which addresses, until the program is ended.
 *
 * @param port the one that was asked for, if any
 * @param stopped ends it; by itself, Ctrl-C does
 * @throws {WorkshopError} when the port is taken
 */
export async function serveToClass(
  site: string,
  port: number | undefined,
  stopped: Promise<unknown> = endSignal(),
): Promise<void> {
  const ports = port === undefined ? usualPorts : [port];
  const server = await serveSite(site, { host: "0.0.0.0", ports });
  if (!server) {
    const taken =
      port === undefined ? `The ports from ${ports[0]} to ${ports.at(-1)} are` : `Port ${port} is`;
    throw new WorkshopError(`${taken} taken by other programs: choose another with --port.`);
  }
  const others = addressesOf(server.port, networkInterfaces());
  const here = `http://localhost:${server.port}/`;
  const lines = [...others.map((address) => `  ${address}`), `  ${here}  on this machine`];
  console.log(`\n${lines.join("\n")}\n\nCtrl-C ends it.`);
  await stopped;
  await server.close();
}

function endSignal(): Promise<unknown> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}
