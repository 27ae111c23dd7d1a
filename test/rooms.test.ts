import { describe, expect, it } from "vitest";
import { codeOf, files, imports } from "./imports.js";

/** The rooms that a room imports from, besides itself and `project.ts`: exactly these, so imports go one way. */
const arrows: Record<string, string[]> = {
  logits: [],
  evaluate: ["logits"],
  data: ["logits"],
  model: ["logits"],
  charts: ["evaluate", "logits"],
  trainer: ["logits", "model"],
  page: ["charts", "logits"],
  report: ["charts", "data", "evaluate", "logits", "page"],
  cli: ["data", "logits", "model", "page", "report"],
  notebook: ["charts", "logits", "model", "page", "trainer"],
  site: ["charts", "data", "logits", "model", "notebook", "report"],
  workshop: [],
};

/** The packages a room may import; Node's own modules count as `node:`. */
const mayUse: Record<string, RegExp> = {
  logits: /^$/,
  evaluate: /^$/,
  model: /^(node:.*|@huggingface\/transformers)$/,
  charts: /^$/,
  data: /^(node:.*|hyparquet|hyparquet-compressors)$/,
  trainer: /^node:.*$/,
  page: /^(node:.*|vega|vega-lite)$/,
  report: /^node:.*$/,
  cli: /^node:.*$/,
  notebook: /^(node:.*|tslab.*|@tslab\/typescript-for-tslab|sharp)$/,
  site: /^(node:.*|@huggingface\/(tokenizers|transformers)|@noble\/hashes\/(sha2|utils)\.js|acorn|node-inspect-extracted|onnxruntime-web\/(wasm|webgpu)|sucrase|vega|vega-lite)$/,
  workshop: /^(node:.*|rolldown)$/,
};

const inRooms = imports.filter(({ file }) => file.includes("/"));

describe("the rooms of src", () => {
  it("are those of the design; outside them are the table of contents and the way to the project's folder", () => {
    const outside = files.filter((file) => !(file.split("/")[0] in arrows));
    expect(outside).toEqual(["index.ts", "project.ts"]);
  });

  it("import from one another along the arrows, and each arrow is used", () => {
    const used = Object.fromEntries(Object.keys(arrows).map((room) => [room, new Set<string>()]));
    for (const { room, target } of inRooms) {
      const [to] = target?.split("/") ?? [room];
      if (to !== room && to !== "project.ts") used[room].add(to);
    }
    const found = Object.entries(used).map(([room, targets]) => [room, [...targets].sort()]);
    expect(Object.fromEntries(found)).toEqual(arrows);
  });

  it("use no package but their own: only notebook/ knows the kernel, logits/ stands alone", () => {
    const wrong = inRooms.filter(
      ({ room, from }) => !from.startsWith(".") && !mayUse[room].test(from),
    );
    expect(wrong).toEqual([]);
  });

  it("know no lesson: only notebook/, site/ and workshop/ name a notebook", async () => {
    const others = files.filter((file) => !/^(notebook|site|workshop)\b/.test(file));
    const codes = await Promise.all(others.map(codeOf));
    const wrong = others.filter((_, i) => /\.ipynb|\bnotebooks\//.test(codes[i]));
    expect(wrong).toEqual([]);
  });

  it("are read at all: the check sees the imports that are there", () => {
    expect(inRooms).toContainEqual({
      file: "charts/dragTheLogits.ts",
      room: "charts",
      isType: false,
      from: "../logits/softmax.js",
      target: "logits/softmax.ts",
    });
    expect(inRooms.some(({ from }) => from.startsWith("tslab"))).toBe(true);
  });
});

it("the table of contents is named re-exports and nothing else", async () => {
  const index = await codeOf("index.ts");
  const rest = index.replace(/export (type )?\{[^}]*\} from "[^"]+";/g, "").trim();
  expect(rest).toBe("");
});

describe("the doors of rooms that can be imported alone", () => {
  /** The names that a table exports, each with the room that it comes from, or `""` for its own. */
  async function exported(file: string): Promise<{ name: string; room: string }[]> {
    const found = (await codeOf(file)).matchAll(
      /export (?:type )?\{([^}]*)\} from "\.\/(?:(\w+)\/)?/g,
    );
    return Array.from(found).flatMap(([, names, room = ""]) =>
      names
        .split(",")
        .map((name) => name.trim().replace(/^type /, ""))
        .filter((name) => name !== "")
        .map((name) => ({ name, room })),
    );
  }
  const names = (all: { name: string }[]) => all.map(({ name }) => name).sort();

  it.each(["logits", "evaluate", "data", "charts"])(
    "%s: what the table of contents takes from there, and no other name",
    async (room) => {
      const all = await exported("index.ts");
      const taken = all.filter((each) => each.room === room);
      expect(taken.length).toBeGreaterThan(10);
      expect(names(await exported(`${room}/index.ts`))).toEqual(names(taken));
    },
  );

  it("data, for a page: all but what opens files", async () => {
    const ofFiles = ["DatasetSplits", "loadDataset", "readPredictions"];
    expect([...names(await exported("data/parse.ts")), ...ofFiles].sort()).toEqual(
      names(await exported("data/index.ts")),
    );
  });
});
