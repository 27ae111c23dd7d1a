import { cpSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type EmptyFolder, folderWithFiles, kit } from "./emptyFolder.js";

let folder: EmptyFolder;

beforeAll(async () => {
  folder = await folderWithFiles();
}, 120_000);

afterAll(() => folder?.remove());

/** What a program says, which imports everything; an error as its name and message. */
function said(code: string): string {
  const program = `
import * as kit from "reading-logits";
try {
${code}
} catch (error) {
  console.log(String(error));
}`;
  return folder.node(folder.write("program.mjs", program));
}

/** A folder of models of the user's own, so that only the package is missing. */
const withModels = () =>
  `{ folders: { embedded: ${JSON.stringify(join(kit, "data", "models"))}, hub: "." } }`;

/** Makes the kit believe that it runs in a notebook, where pictures are shown. */
const asInNotebook =
  "globalThis.__tslab__ = { require: () => ({ display: { raw() {} }, newDisplay: () => ({ raw() {} }) }) };";

const wanted: Record<string, { code: () => string; says: string; packages: string[] }> = {
  "transformers.js, for a model": {
    code: () => `await kit.loadClassifier("sst2", ${withModels()});`,
    says: "ModelError: loadClassifier needs a package that doesn't come with reading-logits; run npm install @huggingface/transformers@4",
    packages: ["@huggingface/transformers"],
  },
  "transformers.js, for a model of the hub": {
    code: () => `await kit.loadClassifier("owner/name", ${withModels()});`,
    says: "ModelError: loadClassifier needs a package that doesn't come with reading-logits; run npm install @huggingface/transformers@4",
    packages: ["@huggingface/transformers"],
  },
  "hyparquet and its decompressors, for Parquet": {
    code: () => `await kit.readPredictions("lists.parquet");`,
    says: "PredictionsError: readPredictions can't read lists.parquet: reading Parquet needs two packages that are not installed; run npm install hyparquet@1 hyparquet-compressors@1, or save the data frame with to_csv or to_json",
    packages: ["hyparquet", "hyparquet-compressors"],
  },
  "vega, vega-lite and sharp, for the picture of a chart in a notebook": {
    code: () => `${asInNotebook}
  const chart = kit.logitsBesideProbabilities([1, 2], ["A", "B"]);
  await kit.show(chart);
  await kit.show(chart);`,
    says: "Note: charts have no picture for places that show only pictures; run npm install vega@6 vega-lite@6 sharp@0.35",
    packages: ["vega", "vega-lite", "sharp"],
  },
  "vega, vega-lite and vega-embed, for a report": {
    code: () => `await kit.report(await kit.readPredictions("sst2-validation"));`,
    says: "ReportError: report needs packages that don't come with reading-logits; run npm install vega@6 vega-lite@6 vega-embed@7",
    packages: ["vega", "vega-lite", "vega-embed"],
  },
};

describe("a function that needs a package asks for it, with npm's command", () => {
  it.each(Object.keys(wanted))("%s", (what) => {
    const { code, says, packages } = wanted[what];
    cpSync(join(kit, "test/golden/predictions/lists.parquet"), join(folder.path, "lists.parquet"));
    const whole = said(code()).replaceAll(`${folder.path}/`, "").replaceAll(`${folder.path}\\`, "");
    expect(whole).toBe(says);
    const { peerDependencies } = manifest();
    for (const name of packages) {
      const range: string = peerDependencies[name];
      const [major] = /^\d+(?=\.)/.exec(range.slice(1)) ?? [];
      expect(range).toMatch(/^\^/);
      expect(says).toContain(`${name}@${major}`);
    }
  });

  it("is tried here for every package that the kit may be asked to use, but the kernel", () => {
    const { peerDependencies, peerDependenciesMeta, dependencies } = manifest();
    const tried = Object.values(wanted).flatMap(({ packages }) => packages);
    expect(Object.keys(peerDependencies).sort()).toEqual([...new Set(tried), "tslab"].sort());
    expect(Object.values(peerDependenciesMeta)).toEqual(
      Object.keys(peerDependencies).map(() => ({ optional: true })),
    );
    expect(dependencies).toBeUndefined();
  });

  it("with them, the installed program writes a report", () => {
    const packages = ["vega", "vega-lite", "vega-embed"];
    const links = packages.map((name) => join(folder.path, "node_modules", name));
    onTestFinished(() => {
      for (const link of links) rmSync(link);
    });
    for (const [i, name] of packages.entries()) {
      symlinkSync(join(kit, "node_modules", name), links[i], "junction");
    }
    const program = join(folder.path, "node_modules", "reading-logits", "dist", "cli", "main.js");
    const example = join(kit, "data", "examples", "predictions.npz");
    expect(folder.node(program, "read", example, "--report", "r.html")).toContain("accuracy 0.75");
    expect(readFileSync(join(folder.path, "r.html"), "utf8")).toContain("</html>");
  });

  it("without tslab, a chart is printed as its table, which lacks nothing", () => {
    expect(said(`await kit.show(kit.logitsBesideProbabilities([1, 2], ["A", "B"]));`)).toMatch(
      /label +logit +probability\nA +1\.00 +0\.2689\nB +2\.00 +0\.7311$/,
    );
  });
});

const manifest = () => JSON.parse(readFileSync(join(kit, "package.json"), "utf8"));

describe("without the models", () => {
  it("a model's name says that they are a package of their own, and where a copy would be found", () => {
    const place = join(folder.path, "node_modules/reading-logits/data/models").replaceAll(
      "\\",
      "/",
    );
    expect(said("await kit.loadClassifier();")).toBe(
      `ModelError: prepareModel: ${place}/manifest.json can't be read, so no model can be checked before it is opened; the models are a package of their own: npm install the tarball reading-logits-models of the same release, or copy data/models of the kit to ${place}`,
    );
  });

  it("those of the package reading-logits-models are found, and checked", () => {
    const models = join(folder.path, "node_modules", "reading-logits-models");
    onTestFinished(() => rmSync(models, { recursive: true }));
    for (const file of ["package.json", "manifest.json", "sst2"]) {
      cpSync(join(kit, "data/models", file), join(models, file), { recursive: true });
    }
    expect(said(`console.log((await kit.prepareModel("sst2")).folder);`)).toBe(
      join(models, "sst2"),
    );
    folder.write("node_modules/reading-logits-models/sst2/config.json", "{}");
    expect(said(`await kit.prepareModel("sst2");`)).toMatch(
      /sst2\/config\.json has 2 bytes where 975 bytes are expected; the models are a package of their own/,
    );
  });
});

describe("a bundled program, made where no optional package is installed", () => {
  it.each(["esm", "cjs"] as const)("says what to copy, and where to (%s)", async (format) => {
    const program =
      'import { loadClassifier } from "reading-logits";\nloadClassifier().catch((error) => console.log(String(error)));';
    const outfile = join(folder.path, "out", format === "esm" ? "app.mjs" : "app.cjs");
    const entry = folder.write("app.mjs", program);
    await build({
      entryPoints: [entry],
      bundle: true,
      platform: "node",
      format,
      outfile,
      logLevel: "silent",
    });
    const place = join(folder.path, "data", "models").replaceAll("\\", "/");
    expect(folder.node(outfile)).toContain(
      `ModelError: prepareModel: ${place}/manifest.json can't be read, so no model can be checked before it is opened; the models are a package of their own: npm install the tarball reading-logits-models of the same release, or copy data/models of the kit to ${place}`,
    );
  });
});

describe("what is kept outlives a new installation", () => {
  const places = `
  const { cacheFolder } = await import("./node_modules/reading-logits/dist/project.js");
  console.log(cacheFolder());`;

  it("in the user's cache folder, or where one setting says", () => {
    expect(said(places).startsWith(join(folder.path, "node_modules"))).toBe(false);
    expect(said(places)).toMatch(/reading-logits$/);
    expect(said(`process.env.READING_LOGITS_CACHE = "models";${places}`)).toBe(
      join(folder.path, "models"),
    );
  });
});

it("showSource says that the installed package has no sources", () => {
  expect(said("kit.showSource(kit.softmax);")).toBe(
    "NotebookError: showSource needs the sources, which only a copy of the kit has: this is the installed package",
  );
});
