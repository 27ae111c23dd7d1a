import { cp, readFile, rm, symlink, truncate } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { venvPython } from "../../src/workshop/python.js";
import { run } from "../../src/workshop/setup.mjs";
import { isStack, killSetups } from "./killSetups.js";
import { SmallProject } from "./smallProject.js";

/** Signals to process groups and a Python with venv: what the stand-in project needs. `npm run bench -- faults` kills many more. */
describe.skipIf(process.platform === "win32")("set-up", () => {
  it("killed at random moments, is mended by the next start", async () => {
    const { killed, wrong } = await killSetups(3);
    expect(killed).toBeGreaterThanOrEqual(3);
    expect(wrong).toEqual([]);
  });

  describe("of a project that is whole", () => {
    let project: SmallProject;
    beforeAll(async () => {
      project = await SmallProject.make();
      const { code, printed } = await project.setUp();
      expect(code, printed).toBe(0);
      return () => project.remove();
    });

    const lib = () => join(project.root, "node_modules", "one", "lib");
    const packages = async () => {
      const ask = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
      return (await run(venvPython(project.root), ["-c", ask])).output.trim();
    };

    it("installs nothing anew", async () => {
      const { printed } = await project.setUp({ PATH: "" });
      expect(printed.match(/already there/g)).toHaveLength(3);
    });

    it.each([
      { what: "a Node package", spoil: () => rm(join(lib(), ".."), { recursive: true }) },
      {
        what: "the compiler",
        spoil: () => rm(join(lib(), "..", "..", "typescript"), { recursive: true }),
      },
      { what: "one file of a Node package", spoil: () => rm(join(lib(), "7.js")) },
      {
        what: "the end of a file of a Node package",
        spoil: () => truncate(join(lib(), "7.js"), 9),
      },
      {
        what: "a built file",
        spoil: () => rm(join(project.root, "dist", "workshop", "python.js")),
      },
      {
        what: "a Python package",
        spoil: async () => rm(join(await packages(), "beta"), { recursive: true }),
      },
      {
        what: "the end of a Python file",
        spoil: async () => truncate(join(await packages(), "beta", "m3.py"), 4),
      },
      {
        what: "the Python that .venv was made with",
        spoil: async () => {
          await rm(venvPython(project.root));
          await symlink("/nowhere/python3", venvPython(project.root));
        },
      },
    ])("that has lost $what is mended", async ({ spoil }) => {
      await spoil();
      const { code, printed } = await project.setUp();
      expect({ code, faults: await project.faults() }, printed).toEqual({ code: 0, faults: [] });
      expect(isStack(printed)).toBe(false);
    });

    it("started twice at once is set up once, without harm", async () => {
      await project.empty();
      const [one, two] = await Promise.all([project.setUp(), project.setUp()]);
      expect([one.code, two.code]).toEqual([0, 0]);
      expect(await project.faults()).toEqual([]);
      expect(one.printed + two.printed).toContain("waiting for it");
      expect((one.printed + two.printed).match(/installed in .venv/g)).toHaveLength(1);
    });

    it("moved to another folder gets its kernel's new place", async () => {
      const before = await readFile(kernelspec(project.root), "utf8");
      expect(before).toContain(project.root);
      const moved = `${project.root}-moved`;
      await cp(project.root, moved, { recursive: true, verbatimSymlinks: true });
      onTestFinished(() => rm(moved, { recursive: true }));
      const bootstrap = join(moved, "src", "workshop", "bootstrap.mjs");
      const { code, output } = await run(process.execPath, [bootstrap, "setup"], {
        env: { ...project.env(), PATH: "" },
      });
      expect(code, output).toBe(0);
      expect(await readFile(kernelspec(moved), "utf8")).toContain(moved);
    });
  });

  const kernelspec = (root: string) =>
    join(root, ".venv", "share", "jupyter", "kernels", "tslab", "kernel.json");

  describe("on a disk that is full", () => {
    it.for([
      { step: "npm", megabytes: 1 },
      { step: "venv", megabytes: 6 },
      { step: "pip", megabytes: 22 },
    ])(
      "at $step is one sentence, and mended once there is room",
      async ({ megabytes }, { skip }) => {
        const project = await SmallProject.make();
        onTestFinished(() => project.remove());
        const sources = join(project.root, "..", "sources");
        await cp(project.root, sources, { recursive: true });
        const mounted = await run("mount", [
          "-t",
          "tmpfs",
          "-o",
          `size=${megabytes}m`,
          "kit",
          project.root,
        ]);
        skip(mounted.code !== 0, "only an administrator may mount a small disk");
        onTestFinished(async () => void (await run("umount", ["-l", project.root])));
        await cp(sources, project.root, { recursive: true });
        const full = await project.setUp();
        expect(full.code).toBe(1);
        expect(full.printed).toContain("\nThe disk is full: free about 2 GB where ");
        expect(isStack(full.printed)).toBe(false);
        await run("mount", ["-o", "remount,size=200m", project.root]);
        const { code, printed } = await project.setUp();
        expect({ code, faults: await project.faults() }, printed).toEqual({ code: 0, faults: [] });
      },
    );
  });
});
