import { describe, expect, it, vi } from "vitest";
import { applyHead, newHead } from "../../src/trainer/head.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";
import { args, model, rows, trainer, z } from "./recordedTrainer.js";

/* What people passed to a Trainer, here or in Python, and what they should have been told. */

describe("arguments and options", () => {
  it("set eval_strategy without an eval_dataset", () => {
    expect(() => trainer({ args: { eval_strategy: "epoch" } })).toThrow(
      "Trainer stops where Python raises ValueError: You have set `args.eval_strategy` to IntervalStrategy.EPOCH but you didn't pass " +
        "an `eval_dataset` to `Trainer`. Either set `args.eval_strategy` to `no` or pass an `eval_dataset`; write new Trainer(",
    );
  });

  it("gave args as a plain object", async () => {
    const plain = new Trainer({
      model: model(),
      args: { ...args, per_device_eval_batch_size: 3 } as never,
    });
    expect(plain.args).toBeInstanceOf(TrainingArguments);
    expect((await plain.predict(rows)).predictions).toEqual(z);
    expect(() => new Trainer({ model: model(), args: { learning_rat: 1 } as never })).toThrow(
      'did you mean "learning_rate"?',
    );
  });

  it("used names that Transformers has, and was told of typing errors", () => {
    const spy = vi.spyOn(console, "info").mockImplementation(() => undefined);
    expect(() => new TrainingArguments({ do_train: true } as never)).not.toThrow();
    expect(spy).toHaveBeenCalledWith(
      "Note: TrainingArguments: do_train has no meaning here and is left out",
    );
    spy.mockRestore();
    expect(() => new TrainingArguments({ dataloader_drop_last: true } as never)).toThrow(
      'TrainingArguments has no "dataloader_drop_last" here: no text is left out; cut the data set yourself',
    );
    expect(() => trainer({ callbacks: [{}] })).toThrow(
      'Trainer has no option "callbacks": listen with onProgress, stop with train({ signal })',
    );
    expect(() => trainer({ data_collator: () => [] })).toThrow(
      "texts are tokenised, padded and put into batches here",
    );
  });

  it("gave ignore_keys by place, as in Python, and had them ignored", async () => {
    await expect(trainer().predict(rows, ["hidden_states"] as never)).rejects.toThrow(
      'predict takes ignore_keys by name: predict(rows, { ignore_keys: ["hidden_states"] })',
    );
    for (const task of ["predict", "evaluate"] as const) {
      const loose = trainer()[task].bind(trainer()) as (...places: unknown[]) => Promise<unknown>;
      await expect(loose(rows, undefined, "foo")).rejects.toThrow(
        `${task} takes metric_key_prefix by name: ${task}(rows, { metric_key_prefix: "foo" })`,
      );
    }
    await expect(trainer().predict(rows, { ignore_key: ["a"] } as never)).rejects.toThrow(
      'predict has no option "ignore_key"; did you mean "ignore_keys"?',
    );
    await expect(trainer().evaluate(rows, { batch_size: 4 } as never)).rejects.toThrow(
      'evaluate has no option "batch_size": set per_device_eval_batch_size in args',
    );
    await expect(trainer().train(true as never)).rejects.toThrow(
      "train takes resume_from_checkpoint by name: train({ resume_from_checkpoint: true })",
    );
  });

  it("made a head with an option that it doesn't have, or gave it a vector of another length", () => {
    expect(() => newHead({ id2label: ["a", "b"], num_labels: 3 } as never)).toThrow(
      'newHead has no option "num_labels": the labels of id2label are counted; give each a name',
    );
    expect(() => newHead({ id2label: ["a", "b"], problem_type: "multiclass" })).toThrow(
      "newHead needs problem_type to be",
    );
    expect(() => applyHead({ W: [[1, 2]], b: [0] }, [1])).toThrow(
      "applyHead needs a vector of 2 numbers for row 0 of W, got 1",
    );
  });
});
