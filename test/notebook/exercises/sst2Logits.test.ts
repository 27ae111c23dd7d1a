import { expect, it } from "vitest";
import { loadClassifier } from "../../../src/model/loadClassifier.js";
import { readClassifierHead } from "../../../src/model/readClassifierHead.js";
import { sst2Logits } from "../../../src/notebook/exercises/sst2Logits.js";

it("the logits and the bias are those of the embedded model", async () => {
  const model = await loadClassifier("sst2");
  const { fantastic, terrible, expected, b } = sst2Logits;
  const texts = ["This is a fantastic movie!", "This movie was terrible.", "I expected more."];
  const logits = (await model.logits(texts)).flat();
  const head = await readClassifierHead("sst2");
  for (const [i, stored] of [...fantastic, ...terrible, ...expected].entries()) {
    expect(stored).toBeCloseTo(logits[i], 5);
  }
  for (const [k, bias] of b.entries()) expect(bias).toBeCloseTo(head.b[k], 7);
});

it("the sentence of 01.1 has as many ids as its check says", async () => {
  const { input_ids, tokens } = await (await loadClassifier("sst2")).explain("Not bad at all.");
  expect(input_ids).toHaveLength(7);
  expect(tokens).toEqual(["[CLS]", "not", "bad", "at", "all", ".", "[SEP]"]);
});
