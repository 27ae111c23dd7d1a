/**
 * Every command starts here: `npm start`, `npm test`, … run this file on a fresh clone, where nothing is installed or built
 * yet. So this file and those that it imports are plain JavaScript without packages; everything after the build is TypeScript.
 */
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { nodePackages } from "./nodePackages.mjs";
import {
  diskIsFull,
  requireCommand,
  requireMachine,
  requireNode,
  requireWritable,
  saysDiskIsFull,
  step,
} from "./setup.mjs";
import { withSetupLock } from "./setupLock.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {string} file a file of the workshop, as it is called once built */
const built = (file) => import(pathToFileURL(join(root, "dist", "workshop", file)).href);

async function main() {
  const [name, ...args] = process.argv.slice(2);
  const command = requireCommand(name);
  requireNode(process.versions.node);
  requireMachine(process);
  await requireWritable(root);
  console.log("Reading Logits");
  await withSetupLock(root, async (started) => {
    await step("Node packages", (report) => nodePackages(root, started, report));
    await step("build", () => build(root, started));
    // Before the long step, so that nobody waits for it only to learn of a mistyped option.
    if (name === "start") (await built("start.js")).askedPort(args);
    if (name === "site") (await built("siteOptions.js")).siteOptions(args);
    if (command.needsPython) await (await built("python.js")).python(root, started);
  });
  if (command.file) process.exitCode = await (await built(command.file))[name](root, args);
}

main().catch((error) => {
  const known = saysDiskIsFull(String(error)) ? diskIsFull(root) : error;
  console.error(`\n${known.name === "WorkshopError" ? known.message : known.stack}`);
  process.exitCode = 1;
});
