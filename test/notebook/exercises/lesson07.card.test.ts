import { expect, it } from "vitest";
import { readPredictions } from "../../../src/data/readPredictions.js";
import { fitTemperature, type TemperatureFit } from "../../../src/evaluate/temperature.js";
import { lesson07 } from "../../../src/notebook/exercises/lesson07.js";
import { readingCard } from "../../../src/report/readingCard.js";

const check = (id: string, answer: unknown) =>
  lesson07.find((exercise) => exercise.id === id)?.check(answer);

const frame = await readPredictions("data/examples/frame.csv");
const recorded = await readPredictions("emotions-validation");
const fitted = fitTemperature(recorded.label_ids as number[], recorded);
const known = { length: { tokens: 512, cut: 0 }, batch: 0 };
const costs = { label: "anger", false_positive: 1, false_negative: 4 };
const cardWith = (temperature: TemperatureFit | number | undefined, more: object = { costs }) =>
  readingCard(frame, { ...known, temperature, ...more });

it("07.4 takes the card that the kit makes, with the fit or with its number", async () => {
  expect(check("07.4", await cardWith(fitted))).toBe(true);
  expect(check("07.4", await cardWith(fitted.temperature ?? 0))).toBe(true);
  const resampled = fitTemperature(recorded.label_ids as number[], recorded, { resamples: 2 });
  expect(check("07.4", await cardWith(resampled, { costs, known: { right: 3, n: 4 } }))).toBe(true);
});

const onFrame = fitTemperature(frame.label_ids as number[], frame).temperature ?? 0;
const test = await readPredictions("emotions-test");
const onTest = fitTemperature(test.label_ids as number[], test).temperature ?? 0;

it.each<[unknown, string]>([
  [await cardWith(undefined), "the temperature is still open."],
  [await cardWith(fitted, {}), "the temperature is right; the costs are still open."],
  [await cardWith(onFrame), "that T is of the 14 rows themselves. Fit it on emotionsValidation."],
  [
    await cardWith(onTest),
    "that T is of emotions-test, which judges. Fit it on emotionsValidation.",
  ],
  [await cardWith(5.1889), "that T is the review model's. Fit one on emotionsValidation."],
  [await cardWith(1), "a T of 1 changes nothing. Fit one on emotionsValidation."],
  [await cardWith(1 / 1.1607), "that is 1 / T; logits are divided by T."],
  [await cardWith(3), "that is another T than the one that fits emotionsValidation best."],
  [
    await cardWith(fitted, { costs: { label: "anger", false_positive: 4, false_negative: 1 } }),
    "the two costs are swapped: false_positive is anger given wrongly, which costs 1.",
  ],
  [
    await cardWith(fitted, { costs: { ...costs, false_negative: 3 } }),
    "anger given wrongly costs 1 (false_positive), and missed 4 (false_negative).",
  ],
  [
    await cardWith(fitted, { costs: { ...costs, label: "joy" } }),
    'the costs are those of "anger", and the card has them of "joy".',
  ],
  [
    await readingCard(frame, { temperature: fitted, costs }),
    "two answers that were there are lost: begin the options with ...asked.",
  ],
  [
    await readingCard(test, { ...known, temperature: fitted }),
    "that card is of other rows: hand frame to readingCard first.",
  ],
  [cardWith(fitted), "that is a promise of a card: write await before readingCard."],
  [(await cardWith(fitted)).markdown, "that is the card's text; hand over the card itself."],
  [fitted, "that is a temperature: hand it to readingCard, with the rest of the options."],
  [1.16, "that is a temperature: hand it to readingCard, with the rest of the options."],
  [{ ...known, costs }, "those are options: hand them to readingCard, behind frame."],
  [costs, "those are options: hand them to readingCard, behind frame."],
  [readingCard, "that is a function: call it, with frame and the options."],
  [[await cardWith(fitted)], "the card is right, but it is in a list: give it on its own."],
  [
    (await cardWith(fitted)).toMimeBundle(),
    "that is the card as a cell shows it; hand over the card itself.",
  ],
  [await cardWith(1.2), "1.2 is rounded too far: hand over what fitTemperature returns."],
  [null, "the exercise asks for what readingCard returns."],
])("07.4 names what is amiss with a card (case %#)", (answer, remark) => {
  expect(check("07.4", answer)).toBe(remark);
});
