import { createHash } from "node:crypto";
import { access, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { here } from "./inProcess.js";
import { bareKit, reading } from "./program.js";

/** A kit into which one model of the hub was downloaded. */
async function kitWithModel() {
  const kit = await bareKit();
  const folder = path.join(kit, ".cache", "models", "owner", "name");
  await mkdir(folder, { recursive: true });
  const text = '{"id2label": {"0": "a"}}';
  const sha256 = createHash("sha256").update(text).digest("hex");
  await writeFile(path.join(folder, "config.json"), text);
  const files = { "config.json": { size: text.length, sha256 } };
  await writeFile(path.join(folder, "manifest.json"), JSON.stringify({ files, opened: true }));
  return { kit, folder };
}

describe("models", () => {
  it("lists the kit's own, and verifies them", async () => {
    const { code, out } = await here(["models"]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^sst2 +the kit +23\.7 +7$/m)]);
    const json = await here(["models", "verify", "sst2", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject([{ name: "sst2", source: "embedded", whole: true }]);
  });

  it("lists, verifies and removes one of the hub", async () => {
    const { kit, folder } = await kitWithModel();
    expect((await reading(["models"], { kit })).out).toMatch(/^owner\/name +the hub +0\.0 +1$/m);
    expect((await reading(["models", "verify"], { kit })).out).toContain("whole");
    await writeFile(path.join(folder, "config.json"), "{}");
    const damaged = await reading(["models", "verify", "owner/name"], { kit });
    expect([damaged.code, damaged.out]).toEqual([
      3,
      expect.stringContaining("models remove owner/name"),
    ]);
    const gone = await reading(["models", "remove", "owner/name"], { kit });
    expect([gone.code, gone.out]).toEqual([0, "removed owner/name\n"]);
    await expect(access(path.dirname(folder))).rejects.toThrow();
    const none = await reading(["models"], { kit });
    expect([none.code, none.out]).toEqual([0, expect.stringMatching(/^no models are here/)]);
  });

  it("lists what it has removed as JSON, too", async () => {
    const { kit, folder } = await kitWithModel();
    const gone = await reading(["models", "remove", "owner/name", "--json"], { kit });
    expect([gone.code, JSON.parse(gone.out)]).toEqual([
      0,
      [{ name: "owner/name", source: "hub", folder, bytes: 24, files: 1, whole: null }],
    ]);
    await expect(access(folder)).rejects.toThrow();
  });

  it.each([
    [["list", "sst2"], 2, "models list takes no names"],
    [["delete", "sst2"], 2, 'models takes list, verify or remove, got "delete"'],
    [["remove"], 2, "models remove needs the name of a model, owner/name"],
    [["remove", "sst2"], 3, "sst2 is one of the kit's own models"],
    [["remove", "../../x"], 3, 'there is no model "../../x" here'],
    [["verify", "nix"], 3, 'there is no model "nix" here'],
  ])("%j ends with %i and one sentence", async (args, code, says) => {
    const run = await here(["models", ...args]);
    expect([run.code, run.out]).toEqual([code, ""]);
    expect(run.err).toContain(`error: ${says}`);
  });
});
