/**
 * The door of every command: `npm start`, `npm test`, … come here on a fresh clone, where nothing is installed or built
 * yet. So this file and the .mjs files beside it are plain JavaScript without packages; everything after the build is TypeScript.
 */
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { nodePackages } from "./nodePackages.mjs";
import { requireMachine, requireNode, requireWritable } from "./project.mjs";
import { step } from "./step.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function main() {
  const [command, ...args] = process.argv.slice(2);
  requireNode(process.versions.node);
  requireMachine(process);
  await requireWritable(root);
  console.log("Reading Logits");
  await step("Node packages", () => nodePackages(root));
  await step("build", () => build(root));
  const cli = pathToFileURL(join(root, "dist", "cli", "main.js")).href;
  const { main: runCommand } = await import(cli);
  process.exitCode = await runCommand(root, command, args);
}

main().catch((error) => {
  console.error(`\n${error.name === "CliError" ? error.message : error.stack}`);
  process.exitCode = 1;
});
