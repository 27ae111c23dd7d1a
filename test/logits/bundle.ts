import { rolldown } from "rolldown";

/** Bundles a program for a browser as Vite does (rolldown, minified) into one script that needs no module loader. */
export async function bundle(input: string): Promise<string> {
  const build = await rolldown({ input, platform: "browser", logLevel: "silent" });
  const { output } = await build.generate({ format: "iife", minify: true });
  await build.close();
  if (output.length !== 1) throw new Error(`expected one file, got ${output.length}`);
  return output[0].code;
}
