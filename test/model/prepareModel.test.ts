import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ModelError } from "../../src/model/ModelError.js";
import { prepareModel } from "../../src/model/prepareModel.js";
import { copyOfSst2 } from "./copyOfSst2.js";

afterEach(() => vi.unstubAllEnvs());

describe("prepareModel", () => {
  it("gives the folder of an embedded model as an id that is no name of the hub, and options without a network", async () => {
    const { name, id, options, folder, source } = await prepareModel("sst2");
    expect({ name, source }).toEqual({ name: "sst2", source: "embedded" });
    expect(id).toBe(folder);
    expect(path.isAbsolute(id)).toBe(true);
    expect(options).toEqual({ dtype: "q8", local_files_only: true });
  });

  it("takes the name from READING_LOGITS_MODEL when it is left out, otherwise sst2", async () => {
    vi.stubEnv("READING_LOGITS_MODEL", "emotions");
    expect((await prepareModel()).name).toBe("emotions");
    vi.stubEnv("READING_LOGITS_MODEL", "");
    expect((await prepareModel()).name).toBe("sst2");
  });

  it("stops before it looks at anything when it is told to", async () => {
    const reason = new Error("enough");
    await expect(prepareModel("no such model", { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
  });

  it("doesn't know a model that the manifest doesn't list, even when its folder is there", async () => {
    const folders = await copyOfSst2();
    await mkdir(path.join(folders.embedded, "other"));
    await expect(prepareModel("other", { folders })).rejects.toThrow(
      new ModelError(
        'prepareModel: there is no embedded model "other"; choose sst2, or a model from the hub as "owner/name"',
      ),
    );
  });
});
