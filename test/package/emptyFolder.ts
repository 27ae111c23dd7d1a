import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { layOut, packKit } from "../../src/workshop/pack.js";

/** The kit's folder. */
export const kit = fileURLToPath(new URL("../..", import.meta.url));

/** Another person's folder, which shares nothing with the kit, and is removed at the end. */
export interface EmptyFolder {
  path: string;
  write(file: string, content: string): string;
  /** Runs npm as on a machine without a network that has never installed anything; throws if it fails. */
  npm(...args: string[]): string;
  /** Runs a program in the folder with Node; throws if it fails. */
  node(...args: string[]): string;
  remove(): void;
}

export function emptyFolder(): EmptyFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "mon appli à moi ")));
  const run = (program: string, args: string[]) => {
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd: path,
      encoding: "utf8",
      env: environment(path),
      shell: program === "npm" && process.platform === "win32",
    });
    if (status === 0) return stdout.trim() + (program === "npm" ? stderr : "");
    throw new Error(`${program} ${args.join(" ")}: ${error ?? stdout + stderr}`);
  };
  return {
    path,
    write: (file, content) => {
      writeFileSync(join(path, file), content);
      return join(path, file);
    },
    npm: (...args) => run("npm", [...args, "--offline", "--no-audit", "--no-update-notifier"]),
    node: (...args) => run(process.execPath, args),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Without what npm tells its scripts, which would be this kit's settings, and with a home of its own. */
function environment(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|READING_LOGITS_)/i.test(name),
  );
  const homes = { HOME: home, USERPROFILE: home, LOCALAPPDATA: home, XDG_CACHE_HOME: "" };
  return {
    ...Object.fromEntries(own),
    ...homes,
    npm_config_cache: join(home, ".npm"),
    NO_COLOR: "1",
  };
}

/** A folder in which the packed kit has been installed. */
export async function folderWithKit(): Promise<EmptyFolder & { said: string }> {
  const folder = emptyFolder();
  mkdirSync(join(folder.path, "packages"));
  const tarball = await packKit(kit, join(folder.path, "packages"));
  folder.write("package.json", '{ "name": "mine", "private": true }');
  const said = folder.npm("install", tarball);
  return { ...folder, said };
}

/** A folder with what npm installs of the packed kit, laid there by hand: fewer starts of npm. */
export async function folderWithFiles(): Promise<EmptyFolder> {
  const folder = emptyFolder();
  await layOut(kit, join(folder.path, "node_modules", "reading-logits"));
  return folder;
}
