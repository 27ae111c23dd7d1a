import { expect, it } from "vitest";
import { bareKit, reading } from "./program.js";

it("says that what is there is there", async () => {
  const { code, out } = await reading(["doctor"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^ok {7}Node: \d+\.\d+\.\d+$/m);
  expect(out).toMatch(/^ok {7}models: .*sst2, all whole$/m);
});

it("says what is missing, for what, and what to do; none of it is needed to read files", async () => {
  const kit = await bareKit();
  const env = { PATH: "", CHROMIUM_PATH: "/nowhere/chromium" };
  const { code, out } = await reading(["doctor"], { kit, env });
  expect(code).toBe(0);
  expect(out).toContain(
    "missing  package @huggingface/transformers: @huggingface/transformers not installed",
  );
  expect(out).toContain("for classify: npm install @huggingface/transformers@4\n");
  expect(out).toContain("npm install vega@6 vega-lite@6 vega-embed@7\n");
  expect(out).toMatch(
    /missing {2}models: none are here\n +for classify.*: npm install the tarball/,
  );
  expect(out).not.toMatch(/Python|kernel|Chromium|space/);
  const whole = (await reading(["doctor"], { env })).out;
  expect(whole).toContain("missing  Python: none was found");
  expect(whole).toContain("missing  Chromium: none was found");
  expect((await reading(["doctor", "--strict"], { kit, env })).code).toBe(1);
  const json = JSON.parse((await reading(["doctor", "--json"], { kit, env })).out);
  expect(json[0]).toEqual({
    what: "Node",
    ok: true,
    for: expect.stringMatching(/^reading-logits /),
    found: process.versions.node,
    needed: true,
  });
  // Where a package is there, it would be `npm install` and no name.
  const isTold = json.map((check: object) => "next" in check);
  expect(isTold).toEqual(json.map(({ ok }: { ok: boolean }) => !ok));
  expect(isTold).toContain(true);
  expect((await reading(["doctor", "me"])).code).toBe(2);
});

it("a kit without any packages still reads a file", async () => {
  const kit = await bareKit();
  const { code, out } = await reading(["read", "data/examples/predictions.npz"], { kit });
  expect([code, out]).toEqual([0, expect.stringContaining("accuracy 0.7500")]);
});
