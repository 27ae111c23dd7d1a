import { expect, it } from "vitest";
import { reading } from "./program.js";

it("gives colours where they are asked for, and never with NO_COLOR", async () => {
  const args = ["read", "data/examples/softmaxed-twice.npy"];
  const coloured = (await reading(args, { env: { FORCE_COLOR: "1" } })).out;
  expect(coloured).toContain("\u001b[31merror softmaxed-twice");
  const plain = (await reading(args)).out;
  expect(plain).not.toContain("\u001b");
  const both = await reading(args, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
  expect(both.out).toBe(plain);
  const wrong = await reading(["read", "nowhere.npy"], { env: { FORCE_COLOR: "1" } });
  expect(wrong.err.startsWith("\u001b[31merror\u001b[39m: can't read")).toBe(true);
});
