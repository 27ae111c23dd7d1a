import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Classifier } from "../../src/model/Classifier.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { checkPredictOptions } from "../../src/trainer/TrainerOptions.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";

let classifier: Classifier;
beforeAll(async () => {
  classifier = await loadClassifier("sst2");
});
afterAll(() => classifier.dispose());

describe("a Trainer's model", () => {
  it("takes transformers.js' own model with its tokenizer, by the new and the old name", async () => {
    const { model, tokenizer } = classifier;
    const spy = vi.spyOn(console, "info").mockImplementation(() => undefined);
    const trainer = new Trainer({
      model,
      tokenizer,
      args: new TrainingArguments({ disable_tqdm: true }),
    });
    expect(spy).toHaveBeenCalledWith("Note: Trainer: tokenizer is now called processing_class");
    spy.mockRestore();
    const { predictions } = await trainer.predict([{ text: "A poor film.", label: 0 }]);
    expect(predictions[0]).toEqual(await classifier.logits("A poor film."));
    expect(() => new Trainer({ model })).toThrow("needs the tokenizer of a transformers.js model");
  });
});

describe("Trainer's errors name the place and what to do", () => {
  it("in the constructor, too", () => {
    expect(() => new Trainer({ modl: classifier } as never)).toThrow('did you mean "model"?');
    expect(() => new Trainer({})).toThrow("needs a model");
    expect(() => new Trainer({ model: {} as never })).toThrow("an object with forward(rows)");
    const other = { encode: () => [1] } as never;
    expect(() => new Trainer({ model: classifier, processing_class: other })).toThrow(
      'processing_class is not the tokenizer that "sst2" was trained with',
    );
  });

  it("for arguments by place, as Python takes them", () => {
    const check =
      (...others: unknown[]) =>
      () =>
        checkPredictOptions("predict", undefined, true, others);
    expect(check("foo")).toThrow(
      'predict takes metric_key_prefix by name: predict(rows, { metric_key_prefix: "foo" })',
    );
    expect(check(undefined, 3)).toThrow("{ metric_key_prefix: … }");
    expect(check()).not.toThrow();
    expect(check(undefined)).not.toThrow();
  });
});
