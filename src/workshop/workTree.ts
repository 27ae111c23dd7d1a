import { run } from "./setup.mjs";

/**
 * Asks git about the kit's folder. Returns `undefined` if git has no answer: the kit came as an archive, git isn't installed,
 * or git doesn't trust the folder.
 */
async function git(root: string, ...args: string[]): Promise<string | undefined> {
  const { code, output } = await run("git", args, { cwd: root });
  return code === 0 ? output : undefined;
}

/** git separates the paths with NUL, so that a line break in a name does no harm. */
const paths = (output = "") => output.split("\0").filter((path) => path !== "");

/**
 * The files that belong to the kit, relative to its folder, or `undefined` if git can't tell: it can't either if somebody
 * unpacked an archive inside another repository, which doesn't track it.
 */
export async function trackedFiles(root: string): Promise<string[] | undefined> {
  const files = paths(await git(root, "ls-files", "-z"));
  return files.includes("package.json") ? files : undefined;
}

/** The files that a person has added to these folders, whether or not git ignores them. */
export async function untrackedFiles(root: string, ...folders: string[]): Promise<string[]> {
  return paths(await git(root, "ls-files", "-z", "--others", "--", ...folders));
}

/**
 * The files in a folder that are no longer as they were committed, or are gone; new ones are not among them. None if git
 * can't tell. A changed execute permission, which some network drives and Windows get wrong, makes no difference.
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
