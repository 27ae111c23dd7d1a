import { expect, it, vi } from "vitest";
import { note } from "../../src/logits/note.js";

it("prints one line that says it is a note", () => {
  const spy = vi.spyOn(console, "info").mockImplementation(() => {});
  note("softmax is worth knowing");
  expect(spy.mock.calls).toEqual([["Note: softmax is worth knowing"]]);
  spy.mockRestore();
});
