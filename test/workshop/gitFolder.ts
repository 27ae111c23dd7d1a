import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { run } from "../../src/workshop/setup.mjs";
import { scratchFolder, setEnv } from "./scratch.js";

/** Writes files into a folder: contents by path. */
export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/**
 * A folder with these files, and with links to what is installed in the project. git sees no repository there: the one that git
 * names in the environment when it runs a hook isn't meant.
 */
export async function plainFolder(
  root: string,
  files: Record<string, string>,
  ...links: string[]
): Promise<string> {
  setEnv({ GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined });
  const folder = await scratchFolder();
  await writeFiles(folder, files);
  for (const link of links) await symlink(join(root, link), join(folder, link), "junction");
  return folder;
}

/** Runs git in such a folder. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const person = ["-c", "user.name=A Person", "-c", "user.email=person@example.org"];
  const { code, output, errors } = await run("git", [...person, ...args], { cwd: folder });
  if (code !== 0) throw new Error(`git ${args.join(" ")}: ${errors}`);
  return output;
}

/** Commits everything in a folder, which becomes a repository if it isn't one yet. */
export async function commitAll(folder: string): Promise<void> {
  await git(folder, "init", "--quiet");
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--no-verify", "--message", "All there is");
}
