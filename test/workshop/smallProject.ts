import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { venvPython } from "../../src/workshop/python.js";
import { run } from "../../src/workshop/setup.mjs";

const kit = fileURLToPath(new URL("../..", import.meta.url));

const plainSources = ["bootstrap", "build", "inventory", "nodePackages", "setup", "setupLock"];
const typedSources = ["python", "server"];

/** How many files each small package has: enough that a kill falls between two of them. */
const filesInPackage = 150;

/**
 * A project that is set up by the kit's own commands with the real npm, venv and pip, but has small packages of its own, so that
 * a set-up takes seconds and no network. Only its compiler is a stand-in: it writes the kit's built files, one after another.
 */
export class SmallProject {
  private constructor(
    readonly root: string,
    private readonly outside: string,
  ) {}

  static async make(): Promise<SmallProject> {
    const outside = await realpath(await mkdtemp(join(tmpdir(), "prédire logits ")));
    const root = join(outside, "kit");
    const project = new SmallProject(root, outside);
    await project.writeSources();
    await project.writeNodePackages();
    await project.writeWheels();
    return project;
  }

  private async writeSources(): Promise<void> {
    const workshop = join(this.root, "src", "workshop");
    await mkdir(workshop, { recursive: true });
    for (const name of plainSources) {
      await cp(join(kit, "src", "workshop", `${name}.mjs`), join(workshop, `${name}.mjs`));
    }
    for (const name of typedSources) {
      await cp(join(kit, "src", "workshop", `${name}.ts`), join(workshop, `${name}.ts`));
    }
    await writeFile(join(this.root, "tsconfig.json"), "{}");
    await cp(join(kit, ".npmrc"), join(this.root, ".npmrc"));
  }

  private async writeNodePackages(): Promise<void> {
    const packs = join(this.outside, "packs");
    const pack = async (name: string, files: Record<string, string>) => {
      const folder = join(packs, name);
      for (const [path, text] of Object.entries({
        "package.json": JSON.stringify({ name, version: "1.0.0" }),
        ...files,
      })) {
        await mkdir(join(folder, path, ".."), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      await this.npm(packs, "pack", folder);
    };
    const built: Record<string, string> = {};
    for (const file of [
      ...plainSources.map((n) => `${n}.mjs`),
      ...typedSources.map((n) => `${n}.js`),
    ]) {
      built[`out/${file}`] = await readFile(join(kit, "dist", "workshop", file), "utf8");
    }
    await pack("typescript", { ...built, "bin/tsc": standInCompiler });
    const many = Array.from({ length: filesInPackage }, (_, i) => [
      `lib/${i}.js`,
      `${i};\n`.repeat(500),
    ]);
    for (const name of ["one", "two"]) await pack(name, Object.fromEntries(many));
    const dependencies = Object.fromEntries(
      ["typescript", "one", "two"].map((name) => [name, `file:../packs/${name}-1.0.0.tgz`]),
    );
    const manifest = { name: "reading-logits", type: "module", private: true, dependencies };
    await writeFile(join(this.root, "package.json"), JSON.stringify(manifest));
    await this.npm(this.root, "install", "--package-lock-only", "--offline");
  }

  private async npm(folder: string, ...args: string[]): Promise<void> {
    const { code, errors } = await run("npm", args, { cwd: folder, env: this.env() });
    if (code !== 0) throw new Error(errors);
  }

  private async writeWheels(): Promise<void> {
    const wheels = join(this.outside, "wheels");
    await mkdir(wheels);
    const { code, errors } = await run("python3", [
      "-c",
      makeWheels,
      wheels,
      String(filesInPackage),
    ]);
    if (code !== 0) throw new Error(errors);
    const lines = ["alpha", "beta", "gamma"].map(async (name) => {
      const bytes = await readFile(join(wheels, `${name}-1.0-py3-none-any.whl`));
      return `${name}==1.0 --hash=sha256:${createHash("sha256").update(bytes).digest("hex")}\n`;
    });
    const requirements = join(this.root, "src", "workshop", "requirements.txt");
    await writeFile(requirements, (await Promise.all(lines)).join(""));
  }

  env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      npm_execpath: "",
      npm_config_offline: "true",
      npm_config_cache: join(this.outside, "npm-cache"),
      PIP_CONFIG_FILE: "/dev/null",
      // An address, because pip splits paths at their spaces.
      PIP_FIND_LINKS: pathToFileURL(join(this.outside, "wheels")).href,
      PIP_NO_INDEX: "1",
    };
  }

  /** Takes away all that set-up made. */
  async empty(): Promise<void> {
    for (const name of ["node_modules", "dist", ".venv", ".cache"]) {
      await rm(join(this.root, name), { recursive: true, force: true });
    }
  }

  /** Starts `npm run setup` as a terminal does, in a process group of its own. */
  start(more: NodeJS.ProcessEnv = {}) {
    const bootstrap = join(this.root, "src", "workshop", "bootstrap.mjs");
    const child = spawn(process.execPath, [bootstrap, "setup"], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...this.env(), ...more },
    });
    let printed = "";
    child.stdout.on("data", (chunk) => (printed += chunk));
    child.stderr.on("data", (chunk) => (printed += chunk));
    const ended = once(child, "close").then(([code]) => ({ code: code as number | null, printed }));
    return { child, ended };
  }

  setUp(more?: NodeJS.ProcessEnv) {
    return this.start(more).ended;
  }

  /** What is wrong with a set-up that says it is finished. */
  async faults(): Promise<string[]> {
    const faults: string[] = [];
    for (const name of ["one", "two"]) {
      const lib = join(this.root, "node_modules", name, "lib");
      const names = await readdir(lib).catch(() => []);
      const texts = await Promise.all(names.map((file) => readFile(join(lib, file), "utf8")));
      const whole = texts.filter((text) => text.split("\n").length === 501).length;
      if (whole !== filesInPackage) faults.push(`${name}: ${whole} whole files`);
    }
    for (const name of [
      ...plainSources.map((n) => `${n}.mjs`),
      ...typedSources.map((n) => `${n}.js`),
    ]) {
      const made = await readFile(join(this.root, "dist", "workshop", name), "utf8").catch(
        () => "",
      );
      if (made !== (await readFile(join(kit, "dist", "workshop", name), "utf8"))) faults.push(name);
    }
    const python = await run(venvPython(this.root), ["-c", importAll, String(filesInPackage)]);
    if (python.code !== 0) faults.push(python.errors);
    const spec = join(this.root, ".venv", "share", "jupyter", "kernels", "tslab", "kernel.json");
    if (!(await readFile(spec, "utf8").catch(() => "")).includes(this.root)) faults.push("kernel");
    return faults;
  }

  async remove(): Promise<void> {
    await rm(this.outside, { recursive: true, force: true });
  }
}

const standInCompiler = `
const { mkdirSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync, closeSync } = require("node:fs");
const { join } = require("node:path");
const out = join(__dirname, "..", "out");
const dist = join(__dirname, "..", "..", "..", "dist");
const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
mkdirSync(join(dist, "workshop"), { recursive: true });
let old = "";
try { old = readFileSync(join(dist, ".tsbuildinfo"), "utf8"); } catch {}
if (old !== "all") {
  // The memory comes first: the worst order for a build that is cut short.
  writeFileSync(join(dist, ".tsbuildinfo"), "all");
  for (const name of readdirSync(out)) {
    const text = readFileSync(join(out, name), "utf8");
    const file = openSync(join(dist, "workshop", name), "w");
    writeSync(file, text.slice(0, text.length / 2));
    wait(25);
    writeSync(file, text.slice(text.length / 2));
    closeSync(file);
  }
}
`;

const makeWheels = `
import hashlib, base64, pathlib, sys, zipfile
folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
for name in ["alpha", "beta", "gamma"]:
    info = f"{name}-1.0.dist-info"
    files = {f"{name}/m{i}.py": f"x = {i}\\n" * 50 for i in range(count)}
    files[f"{name}/__init__.py"] = ""
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    digest = lambda text: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
    lines = [f"{path},sha256={digest(text)},{len(text)}" for path, text in files.items()]
    files[f"{info}/RECORD"] = "\\n".join([*lines, f"{info}/RECORD,,", ""])
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
`;

const importAll = `
import importlib, sys, pip
for name in ["alpha", "beta", "gamma"]:
    for i in range(int(sys.argv[1])):
        assert importlib.import_module(f"{name}.m{i}").x == i
`;
