import { join } from "node:path";

/** The Python of the project's `.venv`. Programs are run as `python -m …`: their scripts name an absolute path, which breaks when the folder moves. */
export function venvPython(root: string): string {
  return process.platform === "win32"
    ? join(root, ".venv", "Scripts", "python.exe")
    : join(root, ".venv", "bin", "python");
}
