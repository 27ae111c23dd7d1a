import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadDataset } from "../../../src/data/loadDataset.js";
import { confusionMatrix } from "../../../src/evaluate/confusionMatrix.js";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { loadClassifier } from "../../../src/model/loadClassifier.js";
import { compareNumbers } from "../../../src/notebook/exercises/compareNumbers.js";
import {
  atThreshold,
  coverageMistakes,
  emotionsTest,
  neutral,
  precisionMistakes,
} from "../../../src/notebook/exercises/emotionsTest.js";
import { Trainer } from "../../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../../src/trainer/TrainingArguments.js";

it("the counts are those of the embedded model", async () => {
  const dataset = await loadDataset("emotions");
  const model = await loadClassifier("emotions");
  const args = new TrainingArguments({ output_dir: join(tmpdir(), "lesson03") });
  const { predictions, label_ids } = await new Trainer({ model, args }).predict(dataset.test);
  const chosen = argmax(predictions);
  expect(Object.values(model.config.id2label)).toEqual(emotionsTest.labels);
  expect(confusionMatrix(label_ids ?? [], chosen, 7)).toEqual(emotionsTest.matrix);
  const top = softmax(predictions).map((row, i) => row[chosen[i]]);
  const above = emotionsTest.above.map(([threshold]) => {
    const kept = chosen.map((_, row) => row).filter((row) => top[row] >= threshold);
    return [threshold, kept.length, kept.filter((row) => chosen[row] === label_ids?.[row]).length];
  });
  expect(above).toEqual(emotionsTest.above);
});

it("a threshold has its counts, and one that wasn't measured has none", () => {
  expect(atThreshold(0.8)).toEqual([0.8, 86, 63]);
  expect(atThreshold(0.42)).toEqual([]);
});

it.each(precisionMistakes(70))("a precision missed is named: $remark", ({ answer }) => {
  const mistakes = precisionMistakes(70);
  const right = emotionsTest.matrix[neutral][neutral] / 70;
  expect(compareNumbers(answer, right, 1e-5, { mistakes })).toMatchObject({ verdict: "not yet" });
});

it.each(coverageMistakes())("a pair missed is named: $remark", ({ answer }) => {
  const mistakes = coverageMistakes();
  const right = [86 / 164, 63 / 86];
  const reply = compareNumbers(answer, right, 1e-5, { share: true, mistakes });
  expect(reply).toMatchObject({ verdict: "not yet" });
});
