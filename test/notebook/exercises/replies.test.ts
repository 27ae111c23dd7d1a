import { expect, it } from "vitest";
import { nearly, notYet, placesOf, rightly } from "../../../src/notebook/exercises/replies.js";

it("each kind of reply has its verdict", () => {
  expect(rightly("right, rounded")).toEqual({ verdict: "right", remark: "right, rounded" });
  expect(notYet("no.")).toEqual({ verdict: "not yet", remark: "no." });
  expect(notYet("no.", "Do.")).toEqual({ verdict: "not yet", remark: "no.", hint: "Do." });
});

it("what is nearly right is one sentence, however much has to be mended", () => {
  expect(nearly(1, ["take [0]"]).remark).toBe("the value is right; take [0].");
  expect(nearly(2, ["they are indices: look them up", "leave out the quotes"]).remark).toBe(
    "the values are right, but they are indices: look them up, and leave out the quotes.",
  );
});

it("places are listed as people list them", () => {
  expect([[0], [0, 1], [0, 1, 3]].map(placesOf)).toEqual([
    "[0]",
    "[0] and [1]",
    "[0], [1] and [3]",
  ]);
});
