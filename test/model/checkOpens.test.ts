import { truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { checkOpens } from "../../src/model/checkOpens.js";
import { copyOfSst2 } from "./copyOfSst2.js";

it("opens every part of a model, and says which doesn't open", async () => {
  const folder = path.join((await copyOfSst2()).embedded, "sst2");
  await checkOpens(folder);
  await truncate(path.join(folder, "onnx", "model_quantized.onnx"), 10_000_000);
  await expect(checkOpens(folder)).rejects.toThrow("Protobuf parsing failed");
  await writeFile(path.join(folder, "tokenizer_config.json"), "{}");
  await expect(checkOpens(folder)).rejects.toThrow("has no tokenizer_class");
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  await writeFile(path.join(folder, "config.json"), `{"model_type":"bert","x":${deep}}`);
  await expect(checkOpens(folder)).rejects.toThrow("it is nested more than 50 deep");
  await writeFile(path.join(folder, "config.json"), "[]");
  await expect(checkOpens(folder)).rejects.toThrow("its model_type is undefined");
});
