import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { serveSite, usualPorts } from "./siteServer.mjs";

/** Serves the site that lies beside it for the person at this machine, and opens it in their browser. */
const folder = fileURLToPath(new URL("../site", import.meta.url));
const server = await serveSite(folder, { host: "127.0.0.1", ports: [...usualPorts, 0] });
const address = `http://localhost:${server?.port}/`;
console.log(
  `Reading Logits\n\n  ${address}\n\nLeave this window open; closing it, or Ctrl-C, ends the lessons.`,
);
if (!process.argv.includes("--no-browser")) open(address);

/** @param {string} url */
function open(url) {
  /** @type {Record<string, [string, ...string[]]>} */
  const openers = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] };
  const [program, ...args] = openers[process.platform] ?? ["xdg-open"];
  const opener = spawn(program, [...args, url], { stdio: "ignore", detached: true });
  // The address is on the screen.
  opener.on("error", () => {});
  opener.unref();
}
