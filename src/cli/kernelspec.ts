import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Registers tslab in `.venv` under its usual name, as `tslab install` would, but with the absolute paths of this very Node
 * and this very tslab: the kernel then depends on no PATH. Written anew when the folder or Node has moved.
 */
export async function writeKernelspec(
  root: string,
): Promise<{ outcome: string; value: undefined }> {
  const tslab = join(root, "node_modules", "tslab", "bin", "tslab");
  const kernel = {
    argv: [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
  };
  const folder = join(root, ".venv", "share", "jupyter", "kernels", "tslab");
  const path = join(folder, "kernel.json");
  const text = `${JSON.stringify(kernel, null, 2)}\n`;
  const old = await readFile(path, "utf8").catch(() => "");
  if (old === text) return { outcome: "already there", value: undefined };
  await mkdir(folder, { recursive: true });
  await writeFile(path, text);
  return { outcome: "registered in .venv", value: undefined };
}
