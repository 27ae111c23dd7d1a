import { run } from "./run.mjs";

/**
 * Asks git about the folder of the kit. It has no answer where the kit came as an archive, where git is not installed, or
 * where it doesn't trust the folder: `undefined`.
 */
async function git(root: string, ...args: string[]): Promise<string | undefined> {
  const { code, output } = await run("git", args, { cwd: root });
  return code === 0 ? output : undefined;
}

/** git separates paths by NUL, so that a line break in a name is no trouble. */
const paths = (output = "") => output.split("\0").filter((path) => path !== "");

/**
 * The files that belong to the kit, relative to its folder, or `undefined` if git can't tell.
 * An archive that somebody unpacked inside another repository isn't tracked there: git can't tell either.
 */
export async function trackedFiles(root: string): Promise<string[] | undefined> {
  const files = paths(await git(root, "ls-files", "-z"));
  return files.includes("package.json") ? files : undefined;
}

/** The files in these folders that a person has added, whether git ignores them or not. */
export async function untrackedFiles(root: string, ...folders: string[]): Promise<string[]> {
  return paths(await git(root, "ls-files", "-z", "--others", "--", ...folders));
}
