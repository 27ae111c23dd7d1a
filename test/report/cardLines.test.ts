import { expect, it } from "vitest";
import { readPredictions } from "../../src/data/readPredictions.js";
import { fitTemperature } from "../../src/evaluate/temperature.js";
import { type CardOptions, cardLines, checkTemperature } from "../../src/report/cardLines.js";
import { readingOf } from "../../src/report/readingOf.js";

const reading = async (file = "predictions.npz") =>
  readingOf(await readPredictions(`data/examples/${file}`));
const answers = async (options: CardOptions) =>
  cardLines(await reading(), undefined, null, options).map(({ answer }) => answer);

it("each question has a line of its own, answered or open", async () => {
  const date = new Date("2026-11-28T12:00:00Z");
  expect(await answers({ batch: 0, temperature: 2, date })).toEqual([
    "logits (likely), 4 × 2, float32",
    "softmax of each row, taking it that the numbers are logits of classes that exclude one another",
    "0 LABEL_0, 1 LABEL_1: placeholders, so nobody knows the names",
    null,
    "logits change by 0 at most, no more than rounding",
    null,
    null,
    "2.00",
    null,
    "nothing",
    "2026-11-28",
  ]);
});

it("a logit that another batch changes has one of two causes", async () => {
  const changed = (await answers({ batch: 0.22 }))[4];
  expect(changed).toBe(
    "logits change by 0.22 at most, more than rounding: look for a missing mask, or a dynamic int8 model file, whose range is taken over the whole batch",
  );
});

it("what was found is told, errors and warnings alike", async () => {
  const found = cardLines(await reading("softmaxed-twice.npy"), undefined, null, {})[9].answer;
  expect(found).toMatch(/^(error|warning): /);
});

it("a temperature that was fitted on these very rows, or doesn't belong to them, is refused", async () => {
  const read = await reading("reviews.npz");
  const { predictions } = read;
  const fit = fitTemperature(predictions.label_ids as number[], predictions);
  expect(() => checkTemperature(read, fit)).toThrow(
    "readingCard: the temperature was fitted on these very 144 rows, on which it looks better than it is; fit it on others",
  );
  const list = await reading("pipeline.json");
  expect(() => checkTemperature(list, 2)).toThrow(
    "readingCard: a temperature divides logits, and these numbers are probabilities; leave it out",
  );
  expect(() => checkTemperature(read, 0)).toThrow(
    "readingCard needs temperature to be what fitTemperature returned, or a number above 0, got 0",
  );
});

it.each<[unknown, string]>([
  [{ known: { right: 3, n: 2 } }, "readingCard: known.right is 3, of 2 sentences"],
  [{ known: 3 }, "readingCard needs known to be counts such as { right: 12, n: 12 }, got 3"],
  [{ length: { tokens: 512, cut: 5 } }, "readingCard: length.cut is 5, of 4 rows"],
  [{ batch: -1 }, "readingCard needs batch to be the largest change of a logit, from 0 on, got -1"],
  [{ date: "today" }, 'readingCard needs date to be a Date, got the string "today"'],
])("%j is refused: %s", async (options, message) => {
  await expect(answers(options as CardOptions)).rejects.toThrow(message);
});
