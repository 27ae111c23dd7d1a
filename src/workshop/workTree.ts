import { run } from "./setup.mjs";

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

/**
 * The files in a folder that are no longer as they were committed, or are gone; new ones are not among them. None if git
 * can't tell. Who may run a file (which some network drives and Windows get wrong) makes no difference.
 */
export async function changedFiles(root: string, folder: string): Promise<string[]> {
  const names = ["--name-only", "--relative", "-z", "--no-renames", "--diff-filter=a"];
  const diff = ["-c", "core.fileMode=false", "diff", ...names, "HEAD", "--", folder];
  return paths(await git(root, ...diff));
}

/** A text file as it was committed, by its path from the kit's folder, or `undefined` if it wasn't. */
export function committedText(root: string, path: string): Promise<string | undefined> {
  return git(root, "cat-file", "blob", `HEAD:./${path}`);
}
