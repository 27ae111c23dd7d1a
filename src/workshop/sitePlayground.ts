import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, runtimeSize } from "./siteBundles.js";
import { defineVersion } from "./siteVersion.js";

/** What the playground loads beside the model on the first visit, in bytes, where the host compresses: measured. */
const besideModel = 4.7e6;

/** Writes the playground: a page where a person types a text of their own, without Jupyter. */
export async function writePlayground(root: string, target: string): Promise<void> {
  const folder = join(target, "playground");
  const own = join(root, "src", "site", "playground");
  const runtime = join(root, "node_modules", "onnxruntime-web", "dist");
  await mkdir(folder, { recursive: true });
  await bundle(
    root,
    folder,
    {
      input: Object.fromEntries(
        ["askModels", "playground", "worker"].map((name) => [name, join(own, `${name}.ts`)]),
      ),
      // Its WebAssembly lies beside the kernel's, which has the same.
      resolve: { alias: { "onnxruntime-web/wasm": join(runtime, "ort.wasm.min.mjs") } },
      transform: {
        define: {
          runtimeSize: await runtimeSize(root),
          manifest: await readFile(join(root, "data", "models", "manifest.json"), "utf8"),
          ...defineVersion,
        },
      },
    },
    { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", minify: true },
  );
  const page = (file: string) => pathToFileURL(join(root, "dist", "page", file)).href;
  const { pageStyles, vegaLiteScripts } = (await import(page("pageFiles.js"))) as PageFiles;
  const { pageFile } = (await import(page("readPageFile.js"))) as ReadPageFile;
  const styles = await Promise.all(pageStyles.map(pageFile));
  const sheet = [...styles, await readFile(join(own, "playground.css"), "utf8")].join("\n");
  await writeFile(join(folder, "playground.css"), sheet);
  await writeFile(join(folder, "charts.js"), (await vegaLiteScripts()).join(";\n"));
  const html = await readFile(join(own, "index.html"), "utf8");
  const megabytes = Math.round((await sizeOfModel(root)) / 1e6);
  await writeFile(
    join(folder, "index.html"),
    html.replace("<!-- megabytes -->", String(megabytes)),
  );
}

/** What exported pages are made of, as the kit was built: the workshop imports no other room. */
interface PageFiles {
  pageStyles: string[];
  vegaLiteScripts(): Promise<string[]>;
}
interface ReadPageFile {
  pageFile(name: string): Promise<string>;
}

async function sizeOfModel(root: string): Promise<number> {
  const model = join(root, "data", "models", "sst2", "onnx", "model_quantized.onnx");
  return (await stat(model)).size * 0.92 + besideModel;
}
