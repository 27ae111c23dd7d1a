import { CliError } from "./CliError.mjs";
import { run } from "./run.mjs";

/** A Python that can make the kit's `.venv`. */
export interface Python {
  command: string;
  args: string[];
  version: string;
}

const oldest = "3.10";
const askVersion = "import sys; print('.'.join(map(str, sys.version_info[:3])))";

function candidates(): Pick<Python, "command" | "args">[] {
  const names = ["python3", "python", "python3.13", "python3.12", "python3.11", "python3.10"];
  const launcher = { command: "py", args: ["-3"] };
  const found = names.map((command) => ({ command, args: [] as string[] }));
  return process.platform === "win32" ? [launcher, ...found] : found;
}

function isNewEnough(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  const [needMajor, needMinor] = oldest.split(".").map(Number);
  return major > needMajor || (major === needMajor && minor >= needMinor);
}

/** The first Python on the PATH that JupyterLab can run on. */
export async function findPython(): Promise<Python> {
  const tooOld: string[] = [];
  for (const { command, args } of candidates()) {
    const { code, output } = await run(command, [...args, "-c", askVersion]);
    const version = output.trim();
    if (code !== 0 || !/^\d+\.\d+\.\d+$/.test(version)) continue;
    if (isNewEnough(version)) return { command, args, version };
    tooOld.push(version);
  }
  const seen = tooOld.length > 0 ? `only Python ${tooOld.join(", ")} was found` : "none was found";
  throw new CliError(
    `JupyterLab needs Python ${oldest} or newer and ${seen}: install one (from python.org or your package manager), then run the command again.`,
  );
}
