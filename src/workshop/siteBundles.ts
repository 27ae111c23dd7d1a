import { copyFile, mkdir, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type OutputOptions, type Plugin, type RolldownOptions, rolldown } from "rolldown";

/** The modules that a cell in a browser may import, and their files beside the kernel's worker. */
export const cellModules: Record<string, string> = {
  "reading-logits": "dist/index.js",
  "reading-logits/logits": "dist/logits.js",
  "@huggingface/transformers": "dist/transformers.js",
  mathjs: "dist/mathjs.js",
};

/** Bundles the kernel's worker and the modules that cells import, which share what they have in common, and puts onnxruntime beside them. */
export async function writeKit(root: string, folder: string): Promise<void> {
  const runtime = join(root, "node_modules", "onnxruntime-web", "dist");
  await bundle(root, folder, {
    input: {
      worker: join(root, "src", "site", "kernel", "worker.ts"),
      index: join(root, "src", "index.ts"),
      logits: join(root, "src", "logits", "index.ts"),
      transformers: join(root, "src", "site", "kit", "transformers.ts"),
      mathjs: "mathjs",
    },
    resolve: {
      // transformers.js would take the runtime for graphics cards, of twice the size.
      alias: { "onnxruntime-web/webgpu": join(runtime, "ort.wasm.min.mjs") },
    },
    transform: {
      define: {
        version: JSON.stringify(await versionOfKit(root)),
        runtimeSize: await runtimeSize(root),
      },
    },
  });
  await writePageFiles(root, join(folder, "page"));
  const files = ["ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"];
  await mkdir(join(folder, "ort"), { recursive: true });
  for (const file of files) await copyFile(join(runtime, file), join(folder, "ort", file));
}

/** The size of onnxruntime's WebAssembly, in bytes. */
export async function runtimeSize(root: string): Promise<string> {
  const folder = join(root, "node_modules", "onnxruntime-web", "dist");
  return String((await stat(join(folder, "ort-wasm-simd-threaded.wasm"))).size);
}

async function versionOfKit(root: string): Promise<string> {
  return JSON.parse(await readFile(join(root, "package.json"), "utf8")).version;
}

/** Puts there what a report's page is made of. */
async function writePageFiles(root: string, folder: string): Promise<void> {
  const own = join(root, "src", "page");
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(own)) {
    if (/\.(js|css)$/.test(file)) await copyFile(join(own, file), join(folder, file));
  }
  for (const name of ["vega", "vega-lite", "vega-embed"]) {
    const build = join(root, "node_modules", name, "build", `${name}.min.js`);
    await copyFile(build, join(folder, `${name}.min.js`));
  }
}

/** Bundles programs of `src/` for a browser, with the halves that they have there. */
export async function bundle(
  root: string,
  folder: string,
  options: RolldownOptions,
  output: OutputOptions = {},
): Promise<void> {
  const build = await rolldown({
    ...options,
    cwd: root,
    platform: "browser",
    logLevel: "warn",
    resolve: { extensionAlias: { ".js": [".ts", ".js"] }, ...options.resolve },
    plugins: [browserHalves(root)],
  });
  await build.write({
    dir: folder,
    format: "esm",
    // Names stay: an error says which of the kit's functions it came through.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    // The trace of an error tells the kit's functions from the kernel's by this folder.
    entryFileNames: ({ name }) => (name === "worker" ? "worker.js" : "dist/[name].js"),
    chunkFileNames: "dist/[name]-[hash].js",
    ...output,
  });
  await build.close();
}

/** What stands in a browser in the place of a file of `src/` or of a module of Node's: a file of `src/`, or a package. */
export const halves: Readonly<Record<string, string>> = {
  "project.ts": "site/kit/project.ts",
  "model/loadTransformers.ts": "site/kit/loadTransformers.ts",
  "model/prepareHubModel.ts": "site/kit/prepareHubModel.ts",
  "model/sha256Of.ts": "site/kit/sha256Of.ts",
  "notebook/kernel.ts": "site/kit/kernel.ts",
  "notebook/renderPng.ts": "site/kit/renderPng.ts",
  "notebook/showSource.ts": "site/kit/showSource.ts",
  "page/readPageFile.ts": "site/kit/readPageFile.ts",
  "node:buffer": "site/node/buffer.ts",
  "node:crypto": "site/node/crypto.ts",
  "node:fs": "site/node/fs.ts",
  "node:fs/promises": "site/node/fsPromises.ts",
  "node:module": "site/node/module.ts",
  "node:path": "path-browserify",
  "node:path/posix": "path-browserify",
  "node:util": "site/node/util.ts",
};

/**
 * Puts the {@link halves} in their places. They are not in `package.json`, under `browser`: bundlers of programs that install the kit
 * would read it there, and the package doesn't have these files.
 */
function browserHalves(root: string): Plugin {
  const src = join(root, "src");
  return {
    name: "browser halves",
    async resolveId(source, importer, options) {
      const isOurs = importer?.startsWith(src + sep) ?? false;
      if (!isOurs || !/^(node:|\.)/.test(source)) return undefined;
      const found = source.startsWith(".")
        ? await this.resolve(source, importer, { ...options, skipSelf: true })
        : undefined;
      const half = halves[found ? relative(src, found.id).replaceAll(sep, "/") : source];
      if (half === undefined) return found;
      return half.endsWith(".ts") ? join(src, half) : this.resolve(half, importer);
    },
  };
}

/** One program of `src/site` as a single classic script that needs no module loader. */
export async function scriptOf(
  root: string,
  program: string,
  define: Record<string, string> = {},
): Promise<string> {
  const input = join(root, "src", "site", program);
  const build = await rolldown({
    input,
    cwd: root,
    platform: "browser",
    logLevel: "warn",
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
    transform: { define },
  });
  const { output } = await build.generate({ format: "iife", minify: true });
  await build.close();
  return output[0].code;
}

/** What cells import by name: the sources of the functions and classes, and which names are types alone. */
export async function exportsOfKit(root: string) {
  const build = join(root, "dist", "notebook", "showSource.js");
  const { declarationIn } = (await import(pathToFileURL(build).href)) as {
    declarationIn(code: string, name: string): string | undefined;
  };
  const sources: Record<string, { file: string; code: string }> = {};
  const types: Record<string, string[]> = {};
  for (const [module, table] of Object.entries(tables)) {
    types[module] = [];
    for (const { name, isType, file } of await exportsOf(join(root, "src", table))) {
      if (isType) types[module].push(name);
      else if (!sources[name]) {
        const code = declarationIn(await readFile(join(root, "src", file), "utf8"), name);
        if (code) sources[name] = { file: `src/${file}`, code };
      }
    }
  }
  return { sources, types };
}

/** The tables of contents of the modules that the kit exports. */
const tables = { "reading-logits": "index.ts", "reading-logits/logits": "logits/index.ts" };

/** What a table of contents names, and in which file of `src/` each is. */
async function exportsOf(table: string) {
  const code = await readFile(table, "utf8");
  const inLogits = dirname(table).endsWith("logits") ? "logits/" : "";
  const found = code.matchAll(/export (type )?\{([^}]*)\} from "\.\/([^"]+)\.js";/g);
  return Array.from(found).flatMap(([, type, names, from]) =>
    names
      .split(",")
      .map((each) => each.trim())
      .filter((each) => each !== "")
      .map((each) => ({
        name: each.replace(/^type /, "").replace(/^.* as /, ""),
        isType: type !== undefined || each.startsWith("type "),
        file: `${inLogits}${from}.ts`,
      })),
  );
}
