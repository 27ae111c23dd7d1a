import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LogitsError } from "../../src/logits/errors.js";
import { isMissing, loadingError } from "../../src/logits/missingPackages.js";
import { temporaryFolder } from "../model/temporaryFolder.js";

const thrownBy = async (load: () => unknown): Promise<unknown> => {
  try {
    return await load();
  } catch (error) {
    return error;
  }
};

const nowhere = "no-such-package";
const require = createRequire(import.meta.url);
const why = (cause: unknown, ...packages: string[]) =>
  loadingError(cause, "show", packages, LogitsError);

it("knows a package that isn't there by either of Node's errors", async () => {
  const file = join(await temporaryFolder(), "program.mjs");
  await writeFile(file, `import "${nowhere}";`);
  const required = await thrownBy(() => require(nowhere));
  const { stderr: imported } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  const [, message, code] = /^Error \[\w+\]: (.*)$[\s\S]*code: '(\w+)'/m.exec(imported) ?? [];
  for (const cause of [required, { message, code }]) {
    expect(isMissing(cause, [`${nowhere}@1`]), String(cause)).toBe(true);
  }
});

it("names one package or several", () => {
  const cause = Object.assign(new Error("Cannot find package '@a/b' imported from /x.js"), {
    code: "ERR_MODULE_NOT_FOUND",
  });
  const one = why(cause, "@a/b@4") as Error;
  expect(one).toBeInstanceOf(LogitsError);
  expect(one.message).toBe(
    "show needs a package that doesn't come with reading-logits; run npm install @a/b@4",
  );
  expect(one.cause).toBe(cause);
  expect((why(cause, "c@1", "@a/b@4") as Error).message).toBe(
    "show needs packages that don't come with reading-logits; run npm install c@1 @a/b@4",
  );
});

it("leaves any other trouble as it is: a broken package, or one that lacks a package of its own", async () => {
  const broken = new Error('Could not load the "sharp" module');
  expect(why(broken, "sharp@0.35")).toBe(broken);
  const inner = await thrownBy(() => require(nowhere));
  expect(why(inner, "sharp@0.35")).toBe(inner);
  expect(isMissing(inner, ["sharp@0.35"])).toBe(false);
  expect(isMissing(inner, [`${nowhere}@1`])).toBe(true);
});
