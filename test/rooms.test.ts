import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const src = fileURLToPath(new URL("../src", import.meta.url));

/** The rooms that a room may import from, besides itself and `project.ts`: imports go one way. */
const mayImport: Record<string, string[]> = {
  logits: [],
  evaluate: ["logits"],
  model: ["logits"],
  charts: ["evaluate", "logits"],
  data: ["logits"],
  trainer: ["evaluate", "model", "logits"],
  notebook: ["charts", "trainer", "model", "logits"],
  workshop: [],
};

/** The packages a room may import; Node's own modules count as `node:`. */
const mayUse: Record<string, RegExp> = {
  logits: /^$/,
  evaluate: /^$/,
  model: /^(node:.*|@huggingface\/transformers)$/,
  charts: /^$/,
  data: /^(node:.*|d3-dsv)$/,
  trainer: /^node:.*$/,
  notebook:
    /^(node:.*|tslab.*|@tslab\/typescript-for-tslab|vega|vega-lite|sharp|entities\/escape)$/,
  workshop: /^node:.*$/,
};

interface Import {
  file: string;
  room: string;
  from: string;
}

async function importsOf(file: string): Promise<Import[]> {
  const code = (await readFile(join(src, file), "utf8")).replace(/^\s*(\*|\/\/|\/\*).*$/gm, "");
  const found = code.matchAll(
    /(?:^(?:import|export)\b[^"';=]*?\bfrom\s+|\bimport\s*\(?\s*|\brequire(?:\.resolve)?(?:\?\.)?\()["']([^"']+)["']/gm,
  );
  const [room] = file.split(sep);
  return Array.from(found, ([, from]) => ({ file, room, from }));
}

const files = (await readdir(src, { recursive: true })).filter((file) => /\.m?[jt]s$/.test(file));
const imports = (await Promise.all(files.map(importsOf))).flat();
const inRooms = imports.filter(({ file }) => file.includes(sep));

describe("the rooms of src", () => {
  test("are those of the design; outside them lie the table of contents and where the project's folder is", () => {
    const outside = files.filter((file) => !(file.split(sep)[0] in mayImport));
    expect(outside.sort()).toEqual(["index.ts", "project.ts"]);
  });

  test("import from one another in one direction only", () => {
    const wrong = inRooms.filter(({ file, room, from }) => {
      if (!from.startsWith(".")) return false;
      const [target] = relative(src, join(src, dirname(file), from)).split(sep);
      return target !== room && target !== "project.js" && !mayImport[room].includes(target);
    });
    expect(wrong).toEqual([]);
  });

  test("use no package but their own: only notebook/ knows the kernel, logits/ stands alone", () => {
    const wrong = inRooms.filter(
      ({ room, from }) => !from.startsWith(".") && !mayUse[room].test(from),
    );
    expect(wrong).toEqual([]);
  });

  test("know no lesson: only notebook/ and workshop/ name a notebook", async () => {
    const others = files.filter((file) => !/^(notebook|workshop)\b/.test(file));
    const codes = await Promise.all(others.map((file) => readFile(join(src, file), "utf8")));
    const wrong = others.filter((_, i) => /\.ipynb|\bnotebooks\//.test(codes[i]));
    expect(wrong).toEqual([]);
  });

  test("are read at all: the check sees the imports that are there", () => {
    expect(inRooms).toContainEqual({
      file: join("charts", "dragTheLogits.ts"),
      room: "charts",
      from: "../logits/softmax.js",
    });
    expect(inRooms.some(({ from }) => from.startsWith("tslab"))).toBe(true);
  });
});

test("the table of contents is named re-exports and nothing else", async () => {
  const index = await readFile(join(src, "index.ts"), "utf8");
  const rest = index.replace(/export (type )?\{[^}]*\} from "[^"]+";/g, "").trim();
  expect(rest).toBe("");
});
