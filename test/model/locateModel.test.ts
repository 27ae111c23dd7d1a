import path from "node:path";
import { describe, expect, it } from "vitest";
import { locateModel, modelFolders } from "../../src/model/locateModel.js";
import { ModelError } from "../../src/model/ModelError.js";
import { prepareModel } from "../../src/model/prepareModel.js";
import { unsafeNames } from "./unsafeNames.js";
import { watchOpening } from "./watchOpening.js";

const folders = modelFolders();

describe("locateModel", () => {
  it("takes one word for an embedded model and owner/name for one of the hub", () => {
    expect(locateModel("sst2", folders)).toEqual({
      name: "sst2",
      source: "embedded",
      folder: path.join(folders.embedded, "sst2"),
    });
    const hub = "Xenova/distilbert-base-uncased-finetuned-sst-2-english";
    expect(locateModel(hub, folders)).toEqual({
      name: hub,
      source: "hub",
      folder: path.join(folders.hub, ...hub.split("/")),
    });
  });

  it.each(unsafeNames)("refuses %j with one sentence, and nothing is opened", async (name) => {
    const opened = watchOpening();
    const error = await prepareModel(name as string).catch((error) => error);
    expect(error).toBeInstanceOf(ModelError);
    expect(error.message).toMatch(
      /^prepareModel needs a name such as "sst2" or, for a model from the hub, "owner\/name", got .{1,81}$/,
    );
    expect(opened.paths).toEqual([]);
    expect(opened.loads()).toBe(0);
  });

  it("never leaves the model folders, whatever is made of separators and dots", () => {
    const pieces = ["..", ".", "/", "\\", "a", "C:", "%2e", "~", "\0", " ", "．．", "∕"];
    let refused = 0;
    for (const a of pieces)
      for (const b of pieces)
        for (const c of pieces)
          for (const d of pieces) {
            const name = a + b + c + d;
            try {
              const { folder } = locateModel(name, folders);
              expect(
                path.relative(folders.embedded, folder) === name || /^a+\/a+$/.test(name),
              ).toBe(true);
            } catch (error) {
              expect(error).toBeInstanceOf(ModelError);
              refused++;
            }
          }
    expect(refused).toBeGreaterThan(20_000);
  });
});
