import { describe, expect, it } from "vitest";
import { HeadedClassifier } from "../../src/trainer/HeadedClassifier.js";
import { newHead } from "../../src/trainer/head.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";
import {
  id2label,
  twoKindsTrainer as make,
  train,
  validation,
  vectors,
} from "./twoKindsTrainer.js";
import { vectorClassifier } from "./vectorClassifier.js";

describe("a classifier with a head", () => {
  it("reads every text through the encoder once, however long it trains", async () => {
    const model = vectorClassifier(vectors);
    const trainer = make({ num_train_epochs: 4, eval_strategy: "epoch" }, model);
    await trainer.train();
    await trainer.train();
    await trainer.evaluate();
    expect(model.runs).toBe(2);
    validation.push({ text: "0", label: 0 });
    await trainer.evaluate();
    validation.pop();
    expect(model.runs).toBe(3);
  });

  it("has the labels of its head, and without one those of the model", () => {
    const model = vectorClassifier(vectors);
    expect(new HeadedClassifier(model, undefined).config).toBe(model.config);
    const head = newHead({ id2label, hidden_size: 6 });
    expect(new HeadedClassifier(model, head).config.label2id).toEqual({ left: 0, right: 1 });
  });
});

describe("says what is missing", () => {
  it("a data set, labels, an encoder, a head that fits", async () => {
    const model = vectorClassifier(vectors);
    const head = newHead({ id2label, hidden_size: 6 });
    const args = new TrainingArguments({ disable_tqdm: true });
    await expect(new Trainer({ model, head, args }).train()).rejects.toThrow(
      "needs a train_dataset",
    );
    const unlabelled = new Trainer({ model, head, args, train_dataset: [{ text: "0" }] });
    await expect(unlabelled.train()).rejects.toThrow("needs a label in every row of train_dataset");
    const ignored = train.map((row) => ({ ...row, label: -100 }));
    const uncounted = new Trainer({ model, head, args, train_dataset: ignored });
    await expect(uncounted.train()).rejects.toThrow(
      `train needs at least one label that counts in train_dataset: each of the ${train.length} is -100`,
    );
    const empty = new Trainer({ model, head, args, train_dataset: [] });
    await expect(empty.train()).rejects.toThrow("with at least one row");
    const narrow = newHead({ id2label, hidden_size: 5 });
    const wrong = new Trainer({ model, head: narrow, args, train_dataset: train });
    await expect(wrong.train()).rejects.toThrow("W [2, 6] and b [2]");
    const own = new Trainer({ model: { forward: () => [] }, args, train_dataset: train });
    await expect(own.train()).rejects.toThrow("needs a classifier");
    const headless = new Trainer({ model, args, train_dataset: train });
    await expect(headless.train()).rejects.toThrow("newHead({ id2label })");
  });
});
