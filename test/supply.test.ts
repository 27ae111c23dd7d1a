import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { npm } from "../src/workshop/nodePackages.mjs";
import { venvPython } from "../src/workshop/python.js";
import { run } from "../src/workshop/setup.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFile(new URL(`../${file}`, import.meta.url), "utf8");

describe("the lock files", () => {
  it.each([
    "package-lock.json",
    "test/node-versions/package-lock.json",
    "src/workshop/docs/package-lock.json",
  ])("pin every package with its checksum: %s", async (file) => {
    const { packages } = JSON.parse(await read(file)) as {
      packages: Record<string, { version?: string; integrity?: string }>;
    };
    const locked = Object.entries(packages).filter(([path]) => path !== "");
    expect(locked.length).toBeGreaterThan(0);
    const wrong = locked.filter(
      ([, { version, integrity }]) => !version || !/^sha512-/.test(integrity ?? ""),
    );
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it.each(["requirements", "audit"])(
    "pin every package with its checksum: src/workshop/%s.txt",
    async (name) => {
      const lock = await read(`src/workshop/${name}.txt`);
      const entries = requirements(lock);
      const [pinned, hashed] = [
        /^[a-z0-9.-]+==[\w.]+( ; .+?)?( --hash|$)/,
        / --hash=sha256:[0-9a-f]{64}/,
      ];
      expect(entries.length).toBeGreaterThan(20);
      expect(entries.filter((entry) => !pinned.test(entry) || !hashed.test(entry))).toEqual([]);
      expect(lock).toContain(`uv pip compile src/workshop/${name}.in --universal`);
      for (const wanted of requirements(await read(`src/workshop/${name}.in`))) {
        expect(entries.some((entry) => entry.startsWith(`${wanted} `))).toBe(true);
      }
    },
  );

  it("have what only Windows, macOS or an older Python needs", async () => {
    const lock = await read("src/workshop/requirements.txt");
    expect(lock).toMatch(/^pywinpty==.* ; os_name == 'nt'/m);
    expect(lock).toMatch(/^appnope==.* ; sys_platform == 'darwin'/m);
    expect(lock).toMatch(/^tomli==.* ; python_full_version < '3\.11'/m);
    // One package with compiled code: a wheel for each system, processor and Python.
    const [zmq] = requirements(lock).filter((entry) => entry.startsWith("pyzmq=="));
    expect(zmq.split("--hash").length).toBeGreaterThan(50);
  });

  it("are all that pip and npm install from", async () => {
    expect(await read("src/workshop/python.ts")).toContain('"--require-hashes"');
    expect(await read(".npmrc")).toContain("ignore-scripts=true");
  });
});

/** The requirements of a file, each on one line, without comments. */
function requirements(text: string): string[] {
  const lines = text.replaceAll(/ *\\\r?\n */g, " ").split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

describe("the workflows", () => {
  type Step = { uses?: string; run?: string };
  type Job = {
    steps: Step[];
    permissions?: unknown;
    strategy?: { matrix: Record<string, unknown> };
  };
  type Workflow = { permissions: unknown; jobs: Record<string, Job> };

  /** Every workflow by its file's name, as GitHub reads it. */
  async function workflows(): Promise<Record<string, Workflow>> {
    const names = await readdir(new URL("../.github/workflows", import.meta.url));
    const program =
      "import json, sys, yaml; print(json.dumps({f: yaml.load(open('.github/workflows/' + f, encoding='utf-8'), yaml.BaseLoader) for f in sys.argv[1:]}))";
    const { output, errors } = await run(venvPython(root), ["-c", program, ...names], {
      cwd: root,
    });
    expect(errors).toBe("");
    return JSON.parse(output);
  }

  it("are YAML, may only read, and use actions by their commits alone", async () => {
    const all = await workflows();
    expect(Object.keys(all).sort()).toEqual(["audit.yml", "pages.yml", "test.yml"]);
    for (const { permissions, jobs } of Object.values(all)) {
      expect(permissions).toEqual({ contents: "read" });
      const steps = Object.values(jobs).flatMap((job) => job.steps);
      const used = steps.flatMap(({ uses }) => uses ?? []);
      expect(used.filter((action) => !/^actions\/[a-z-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
      const scripts = steps.flatMap((step) => step.run ?? []);
      expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
    }
  });

  it("put the site on GitHub Pages with rights that one job alone has, which runs none of the kit's code", async () => {
    const { jobs } = (await workflows())["pages.yml"];
    const rights = Object.entries(jobs).filter(([, { permissions }]) => permissions !== undefined);
    expect(rights.map(([name, { permissions }]) => [name, permissions])).toEqual([
      ["deploy", { pages: "write", "id-token": "write" }],
    ]);
    expect(jobs.deploy.steps.flatMap((step) => step.run ?? [])).toEqual([]);
    expect(jobs.build.steps.flatMap((step) => step.run ?? [])).toEqual(["npm run site"]);
  });

  it("run the tests on every system and every supported version of Node.js", async () => {
    const all = await workflows();
    const { strategy, steps } = all["test.yml"].jobs.test;
    expect(strategy?.matrix).toEqual({
      os: ["ubuntu-latest", "macos-latest", "windows-latest"],
      node: ["20", "22", "24"],
    });
    expect(steps.at(-1)?.run).toBe("bash .ci/run");
    expect(all["audit.yml"].jobs.audit.steps.at(-1)?.run).toBe("npm run audit");
  });
});

describe("SECURITY.md", () => {
  it("names for each promise tests that exist", async () => {
    const [promises] = (await read(".github/SECURITY.md")).split("## Reporting");
    const bullets = promises.split(/^- /m).slice(1);
    expect(bullets.length).toBeGreaterThanOrEqual(8);
    for (const bullet of bullets) {
      const named = [...bullet.matchAll(/`(test\/[^`]+)`: "([^"]+)"/g)];
      expect(named.length, bullet).toBeGreaterThan(0);
      for (const [, file, title] of named) expect(await read(file)).toContain(`"${title}`);
    }
  });
});

it("the list of packages is CycloneDX, made without a network", async () => {
  const { code, output } = await npm(root, ["run", "--silent", "sbom", "--", "--offline"]);
  expect(code).toBe(0);
  const { bomFormat, components } = JSON.parse(output);
  expect(bomFormat).toBe("CycloneDX");
  const named = (name: string) => components.some((each: { name: string }) => each.name === name);
  expect([named("vega"), named("tslab"), named("sharp")]).toEqual([true, true, true]);
});
