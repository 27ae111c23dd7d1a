import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkKit, findChromium } from "../../src/workshop/test.js";
import { commitAll, git, plainFolder, writeFiles } from "./gitFolder.js";
import { fakeProgram, scratchFolder } from "./scratch.js";

describe("test", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const [badlyFormatted, badlyTyped] = ["let  x = 1", 'export const n: number = "seven";\n'];

  /** A small kit with the real one's settings and its installed tools. */
  async function smallKit(more: Record<string, string> = {}): Promise<string> {
    const settings = [".biome.json", "tsconfig.json", "test/tsconfig.json"];
    const files = settings.map(async (path) => [path, await readFile(join(root, path), "utf8")]);
    return plainFolder(
      root,
      {
        ...Object.fromEntries(await Promise.all(files)),
        ".gitignore": "node_modules\n.cache/\nignored.ts\n",
        ".knip.jsonc":
          '{\n  // As in the kit.\n  "project": ["{src,test}/**"],\n  "entry": ["test/**"]\n}\n',
        "package.json": '{\n  "type": "module"\n}\n',
        "src/kit.ts": "export const kit = 1;\n",
        "test/kit.test.ts":
          'import { kit } from "../src/kit.js";\n\nexport const twice = 2 * kit;\n',
        ...more,
      },
      "node_modules",
    );
  }

  describe("the checks of format, lint, unused code and types", () => {
    it("look at the files that git knows, wherever they lie", async () => {
      const folder = await smallKit();
      await commitAll(folder);
      await expect(checkKit(folder)).resolves.toBeUndefined();
      for (const path of ["tool.mjs", "src/tool.ts", "test/naïve tool.ts"]) {
        await writeFiles(folder, { [path]: badlyFormatted });
        await git(folder, "add", path);
        await expect(checkKit(folder)).rejects.toThrow(path);
        await git(folder, "rm", "--quiet", "--force", path);
      }
      await writeFiles(folder, { "test/tool.ts": badlyTyped });
      await git(folder, "add", "test/tool.ts");
      await expect(checkKit(folder)).rejects.toThrow("test/tool.ts");
    });

    it("find code that nothing uses, but not in a person's own files", async () => {
      const folder = await smallKit();
      await commitAll(folder);
      await writeFiles(folder, { "src/unused.ts": "export const unused = 1;\n" });
      await expect(checkKit(folder)).resolves.toBeUndefined();
      await git(folder, "add", "src/unused.ts");
      await expect(checkKit(folder)).rejects.toThrow("src/unused.ts");
    });

    it("leave a person's own files alone, even those that git was told to ignore", async () => {
      const folder = await smallKit();
      await commitAll(folder);
      const theirs = {
        "scratch.mjs": badlyFormatted,
        "notebooks/scratch.ts": badlyFormatted,
        "src/mine.ts": badlyTyped,
        "test/mine.ts": badlyTyped,
        "test/ignored.ts": badlyTyped,
      };
      await writeFiles(folder, theirs);
      await expect(checkKit(folder)).resolves.toBeUndefined();
      for (const [path, text] of Object.entries(theirs)) {
        expect(await readFile(join(folder, path), "utf8")).toBe(text);
      }
    });

    it("pass over a file that is gone from the folder though git knows it", async () => {
      const folder = await smallKit({ "src/gone.ts": "export const gone = 1;\n" });
      await commitAll(folder);
      await rm(join(folder, "src", "gone.ts"));
      await expect(checkKit(folder)).resolves.toBeUndefined();
      await writeFiles(folder, { "src/kit.ts": badlyFormatted });
      const findings = await checkKit(folder).catch(({ message }) => message);
      expect(findings).toContain("src/kit.ts");
      expect(findings).not.toContain("gone.ts");
    });

    it("see every file, however many there are, and name all findings at once", async () => {
      const many = Array.from({ length: 600 }, (_, i) => [`src/part${i}.ts`, "export {};\n"]);
      const folder = await smallKit(Object.fromEntries(many));
      await writeFiles(folder, { "src/part0.ts": badlyFormatted, "src/part99.ts": badlyFormatted });
      await commitAll(folder);
      const findings = await checkKit(folder).catch(({ message }) => message);
      expect(findings).toContain("src/part0.ts");
      expect(findings).toContain("src/part99.ts");
    });

    it.each([
      { where: "that came as an archive", prepare: async () => {} },
      {
        where: "that was unpacked inside another repository",
        prepare: async (folder: string) => {
          await git(folder, "init", "--quiet");
          await git(folder, "add", ".gitignore");
        },
      },
    ])("in a folder $where, look at src and test", async ({ prepare }) => {
      const folder = await smallKit({ "scratch.mjs": badlyFormatted });
      await prepare(folder);
      await expect(checkKit(folder)).resolves.toBeUndefined();
      await writeFiles(folder, { "test/tool.ts": badlyTyped });
      await expect(checkKit(folder)).rejects.toThrow("test/tool.ts");
      await writeFiles(folder, { "src/tool.ts": badlyFormatted });
      await expect(checkKit(folder)).rejects.toThrow("src/tool.ts");
    });
  });
});

describe("findChromium", () => {
  it("CHROMIUM_PATH comes first", async () => {
    const folder = await scratchFolder();
    await fakeProgram(folder, "my-browser", "");
    const CHROMIUM_PATH = join(folder, "my-browser");
    expect(findChromium({ CHROMIUM_PATH, PATH: "" })).toBe(CHROMIUM_PATH);
  });

  it("a CHROMIUM_PATH that leads nowhere finds nothing, rather than some other browser", () => {
    expect(findChromium({ ...process.env, CHROMIUM_PATH: "/no/such/browser" })).toBeUndefined();
  });

  it.skipIf(process.platform === "win32")("then the usual names on the PATH", async () => {
    const folder = await scratchFolder();
    await fakeProgram(folder, "google-chrome", "");
    expect(findChromium({ PATH: folder })).toBe(join(folder, "google-chrome"));
  });
});
