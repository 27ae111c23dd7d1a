import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";
import { fakeHub, useHub } from "../model/fakeHub.js";
import { runJudged } from "./judgedNotebook.js";
import { cellText, codeCells, outputKinds } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const model = "Xenova/some-model";

it("with READING_LOGITS_MODEL the same lesson downloads that model once, with progress, and then needs no hub", async () => {
  const cached = join(root, ".cache", "models", ...model.split("/"));
  const forget = () => rm(cached, { recursive: true, force: true });
  await forget();
  onTestFinished(forget);
  const hub = await fakeHub();
  useHub(hub.url);
  vi.stubEnv("READING_LOGITS_MODEL", model);

  const run = () => runJudged(root, "01-direct-model", "learner");
  const first = codeCells(await run());
  expect(hub.requests.some((request) => request.path.endsWith(".onnx"))).toBe(true);
  const shown = first.map(cellText).join("\n");
  expect(shown).toContain("model_quantized.onnx");
  expect(shown).toContain("Predicted Class: POSITIVE");

  await hub.stop();
  const second = codeCells(await run());
  expect(second.flatMap(outputKinds)).not.toContain("stderr");
  expect(second.map(cellText).join("\n")).toContain("Predicted Class: POSITIVE");
});
