import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findPython, python, venvPython, writeKernelspec } from "../../src/workshop/python.js";
import { run } from "../../src/workshop/setup.mjs";
import { fakeProgram, scratchFolder, setEnv } from "./scratch.js";

describe("python", () => {
  /** An address where nothing listens, so that every request is refused at once. */
  const nowhere = "http://127.0.0.1:9/";

  async function projectWith(requirements: string): Promise<string> {
    const root = await scratchFolder();
    await mkdir(join(root, "src", "workshop"), { recursive: true });
    await writeFile(join(root, "src", "workshop", "requirements.txt"), requirements);
    return root;
  }

  describe.skipIf(process.platform === "win32")("python", () => {
    it("makes a .venv with the kernel registered by absolute paths, and a second time does nothing", async () => {
      const root = await projectWith("");
      await python(root);
      const folder = join(root, ".venv", "share", "jupyter", "kernels", "tslab");
      const { argv, language } = JSON.parse(await readFile(join(folder, "kernel.json"), "utf8"));
      expect(language).toBe("typescript");
      expect(argv[0]).toBe(process.execPath);
      expect(argv).toContain(join(root, "dist", "notebook", "startKernel.js"));
      setEnv({ PATH: "" }); // no Python, no pip: a second installation would fail
      await expect(python(root)).resolves.toBeUndefined();
    });

    it("a kernel is started frugally, but not with settings that its Node refuses", async () => {
      const root = await scratchFolder();
      const specOf = async (node?: string) => {
        await writeKernelspec(root, root, node);
        const path = join(root, "kernels", "tslab", "kernel.json");
        return JSON.parse(await readFile(path, "utf8"));
      };
      const { argv, env } = await specOf();
      expect(argv[1]).toMatch(/^--max-semi-space-size=/);
      const program = argv.indexOf(join(root, "dist", "notebook", "startKernel.js"));
      expect((await run(argv[0], [...argv.slice(1, program), "-e", ""], { env })).code).toBe(0);
      const bin = await scratchFolder();
      await fakeProgram(bin, "node", "exit 9");
      expect((await specOf(join(bin, "node"))).argv[1]).toBe(argv[program]);
    });

    it("a moved folder gets its kernel's new place without a new installation", async () => {
      const [root, moved] = [await projectWith(""), await scratchFolder()];
      await python(root);
      await cp(root, moved, { recursive: true });
      await python(moved);
      const kernel = join(moved, ".venv", "share", "jupyter", "kernels", "tslab", "kernel.json");
      expect(await readFile(kernel, "utf8")).toContain(moved);
    });

    it("a Python without venv or pip is named, with what to install, and leaves no half .venv", async () => {
      const root = await projectWith("");
      const bin = await scratchFolder();
      const noVenv = 'case "$1" in -c) echo 3.11.2;; *) echo "No module named venv"; exit 1;; esac';
      await fakeProgram(bin, "python3", noVenv);
      setEnv({ PATH: bin });
      await expect(python(root)).rejects.toThrow(
        "Python 3.11.2 (python3) has no working venv and pip: install them (on Debian and Ubuntu: apt install python3-venv), then run the command again.",
      );
      expect(existsSync(join(root, ".venv"))).toBe(false);
    });

    it("no network at the first set-up is one sentence, and the next try goes on", async () => {
      const root = await projectWith(`jupyterlab==4.6.6 --hash=sha256:${"0".repeat(64)}\n`);
      setEnv({
        PIP_CONFIG_FILE: "/dev/null",
        PIP_INDEX_URL: nowhere,
        PIP_FIND_LINKS: undefined,
        PIP_NO_CACHE_DIR: "1",
        PIP_RETRIES: "0",
      });
      await expect(python(root)).rejects.toThrow(
        /^The Python packages could not be downloaded, because pip can't reach its package index: connect to the network/,
      );
      expect(existsSync(venvPython(root))).toBe(true);
      await writeFile(join(root, "src", "workshop", "requirements.txt"), "");
      await expect(python(root)).resolves.toBeUndefined();
    });
  });

  /** Prints the packages, by pip's names, that the given programs import, without Python's own modules and one another. */
  const importedPackages = `
import ast, importlib.metadata, pathlib, sys
files = [pathlib.Path(name) for name in sys.argv[1:]]
nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
named |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
others = {name.split(".")[0] for name in named} - {file.stem for file in files} - sys.stdlib_module_names
packages = importlib.metadata.packages_distributions()
print("\\n".join(sorted({packages.get(name, [name])[0].lower() for name in others})))
`;

  it("requirements.in names every package that the kit's Python programs import", async () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const folder = join(root, "src", "workshop");
    const requirements = await readFile(join(folder, "requirements.in"), "utf8");
    const declared = Array.from(requirements.matchAll(/^([\w.-]+)==/gm), ([, name]) => name);
    const programs = (await readdir(folder)).filter((file) => file.endsWith(".py"));
    const paths = programs.map((file) => join(folder, file));
    const { output, errors } = await run(venvPython(root), ["-c", importedPackages, ...paths]);
    expect(errors).toBe("");
    const imported = output.trim().split(/\r?\n/);
    expect(imported).toContain("nbconvert");
    expect(imported.filter((name) => !declared.includes(name))).toEqual([]);
  });
});

describe("venvPython", () => {
  it.each([
    {
      platform: "win32" as const,
      root: "C:\\Users\\Zoë B\\kit",
      path: "C:\\Users\\Zoë B\\kit\\.venv\\Scripts\\python.exe",
    },
    { platform: "win32" as const, root: "C:/kit/", path: "C:\\kit\\.venv\\Scripts\\python.exe" },
    {
      platform: "darwin" as const,
      root: "/Users/zoë b/kit",
      path: "/Users/zoë b/kit/.venv/bin/python",
    },
    { platform: "linux" as const, root: "/home/a\\b/kit", path: "/home/a\\b/kit/.venv/bin/python" },
  ])("on $platform in $root, with that system's separators", ({ platform, root, path }) => {
    expect(venvPython(root, platform)).toBe(path);
  });
});

describe.skipIf(process.platform === "win32")("findPython", () => {
  it("takes the first Python that is new enough, under whatever name", async () => {
    const folder = await scratchFolder();
    await fakeProgram(folder, "python3", "echo 3.8.10");
    await fakeProgram(folder, "python3.12", "echo 3.12.4");
    setEnv({ PATH: folder });
    expect(await findPython()).toEqual({ command: "python3.12", args: [], version: "3.12.4" });
  });

  it("compares versions as numbers: 3.9 is older than 3.10", async () => {
    const folder = await scratchFolder();
    await fakeProgram(folder, "python3", "echo 3.9.19");
    setEnv({ PATH: folder });
    await expect(findPython()).rejects.toThrow(
      "JupyterLab needs Python 3.10 or newer, but only Python 3.9.19 was found: install one (from python.org or your package manager), then run the command again.",
    );
  });

  it("says that none was found", async () => {
    setEnv({ PATH: await scratchFolder() });
    await expect(findPython()).rejects.toThrow("needs Python 3.10 or newer, but none was found");
  });

  it("a stub that prints something else (as on a fresh Windows) is not a Python", async () => {
    const folder = await scratchFolder();
    await fakeProgram(folder, "python3", "echo Python was not found; run without arguments");
    setEnv({ PATH: folder });
    await expect(findPython()).rejects.toThrow("none was found");
  });
});
