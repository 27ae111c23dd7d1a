import { access, constants, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "./CliError.mjs";

const oldestNode = [20, 19];

/** @param {string} version for example `"20.19.0"` */
export function requireNode(version) {
  const [major, minor] = version.split(".").map(Number);
  const [needMajor, needMinor] = oldestNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new CliError(
    `Reading Logits needs Node ${needMajor}.${needMinor} or newer and this is Node ${version}: install a newer Node, then run the command again.`,
  );
}

/** @param {{ platform: string, arch: string }} machine */
export function requireMachine({ platform, arch }) {
  if (platform !== "darwin" || arch !== "x64") return;
  throw new CliError(
    "Reading Logits can't run on Macs with an Intel processor, because onnxruntime, which runs the models, has no build for them: use another machine.",
  );
}

/**
 * Everything is installed inside the project folder, so a folder that can't be written is told before any work.
 *
 * @param {string} root
 */
export async function requireWritable(root) {
  const probe = join(root, ".cache", "writable");
  try {
    await access(root, constants.W_OK);
    await mkdir(join(root, ".cache"), { recursive: true });
    await writeFile(probe, "");
    await rm(probe);
  } catch {
    throw new CliError(
      `Reading Logits installs inside its own folder and can't write to ${root}: copy the folder to a place you may write to, then run the command again.`,
    );
  }
}
