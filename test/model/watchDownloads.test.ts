import { expect, it, onTestFinished } from "vitest";
import { prepareModel } from "../../src/model/prepareModel.js";
import { watchDownloads } from "../../src/model/watchDownloads.js";
import { fakeHub, useHub } from "./fakeHub.js";
import { temporaryFolder } from "./temporaryFolder.js";

const folders = async () => ({ embedded: await temporaryFolder(), hub: await temporaryFolder() });

it("is told about a download that has no listener of its own, and not about one that has", async () => {
  const hub = await fakeHub();
  useHub(hub.url);
  const watched: string[] = [];
  watchDownloads(
    () =>
      ({ file }) =>
        void watched.push(file),
  );
  onTestFinished(() => watchDownloads(() => undefined));

  await prepareModel("Xenova/some-model", { folders: await folders() });
  expect(new Set(watched)).toContain("onnx/model_quantized.onnx");

  watched.length = 0;
  const own: string[] = [];
  const onProgress = ({ file }: { file: string }) => void own.push(file);
  await prepareModel("Xenova/some-model", { folders: await folders(), onProgress });
  expect(own.length).toBeGreaterThan(0);
  expect(watched).toEqual([]);
});
