/**
 * Every command starts here: `npm start`, `npm test`, … run this file on a fresh clone, where nothing is installed or built
 * yet. So this file and setup.mjs are plain JavaScript without packages; everything after the build is TypeScript.
 */
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  build,
  nodePackages,
  requireCommand,
  requireMachine,
  requireNode,
  requireWritable,
  step,
} from "./setup.mjs";

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
  await step("Node packages", () => nodePackages(root));
  await step("build", () => build(root));
  if (command.needsPython) await (await built("python.js")).python(root);
  if (command.file) process.exitCode = await (await built(command.file))[name](root, args);
}

main().catch((error) => {
  console.error(`\n${error.name === "WorkshopError" ? error.message : error.stack}`);
  process.exitCode = 1;
});
