import { describe, expect, it } from "vitest";
import { NotebookError } from "../../src/notebook/NotebookError.js";
import {
  definePrediction,
  findPrediction,
  formOf,
  judge,
  type Prediction,
  printGuess,
  readGuess,
} from "../../src/notebook/predictions.js";

const number: Prediction = {
  id: "98.a",
  question: "How many?",
  came: 0.5,
  mistakes: [{ said: 2, because: "two." }],
};
const word: Prediction = {
  ...number,
  choices: ["the first", "NaN", "[0, 1]"],
  came: "NaN",
  mistakes: [],
};

describe("definePrediction", () => {
  it("replaces one with the same id", () => {
    definePrediction(number);
    definePrediction({ ...number, came: 3 });
    expect(findPrediction("98.a")?.came).toBe(3);
  });

  it.each([
    [
      { ...number, id: "98.1" },
      'definePrediction needs an id like "01.a" (lesson, letter), got "98.1"',
    ],
    [{ ...number, came: "six" }, 'definePrediction takes only a number for 98.a, not "six"'],
    [
      { ...word, mistakes: [{ said: "the last", because: "no." }] },
      'definePrediction takes only "the first", "NaN" or "[0, 1]" for 98.a, not "the last"',
    ],
    [
      { id: "98.a", question: "?" },
      "definePrediction needs a question, came and mistakes for 98.a",
    ],
    [{ ...number, hint: "h" }, /hint/],
    [undefined, /definePrediction/],
  ])("refuses %j", (prediction, words) => {
    const define = () => definePrediction(prediction as Prediction);
    expect(define).toThrow(NotebookError);
    expect(define).toThrow(words);
  });
});

describe("readGuess", () => {
  it.each([
    [6, 6],
    ["6", 6],
    [" −3.5 ", -3.5],
    ["0,25", 0.25],
    [".5", 0.5],
    ["50 %", 0.5],
    ["1e3", 1000],
    [7n, 7],
  ])("takes %s for a number", (said, guess) => {
    expect(readGuess(number, said)).toEqual({ guess });
  });

  it.each([
    ["The First", "the first"],
    ["nan", "NaN"],
    [Number.NaN, "NaN"],
    [[0, 1], "[0, 1]"],
    ["“[0,1]”", "[0, 1]"],
  ])("takes %s for one of the choices", (said, guess) => {
    expect(readGuess(word, said)).toEqual({ guess });
  });

  it("asks for the right form, whatever it is given", () => {
    const mean = () => {
      throw new Error("mean");
    };
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const trap = new Proxy({}, { get: mean, getPrototypeOf: mean });
    for (const said of [
      null,
      "six",
      "",
      Number.NaN,
      Infinity,
      {},
      [6],
      Symbol("s"),
      trap,
      proxy,
      mean,
    ]) {
      expect(readGuess(number, said)).toEqual({ problem: "a number" });
    }
    for (const said of [null, "", "first", 1, trap, proxy, [], {}]) {
      expect(readGuess(word, said)).toEqual({ problem: '"the first", "NaN" or "[0, 1]"' });
    }
    expect(formOf({ ...word, choices: ["yes", "no"] })).toBe('"yes" or "no"');
  });
});

describe("judge", () => {
  it("takes a number that is near enough for right, and knows the thought behind a wrong one", () => {
    expect(judge(number, 0.504).isRight).toBe(true);
    expect(judge(number, 0.51)).toEqual({ isRight: false, mistake: undefined });
    expect(judge({ ...number, within: 0.02 }, 0.51).isRight).toBe(true);
    expect(judge(number, 2)).toEqual({ isRight: false, mistake: number.mistakes[0] });
  });

  it("goes by what really came: then what usually comes may be wrong, and a mistake right", () => {
    expect(judge(number, 0.5, 2).isRight).toBe(false);
    expect(judge(number, 2, 2)).toEqual({ isRight: true, mistake: undefined });
    expect(judge(word, "the first", "The first").isRight).toBe(true);
  });
});

it("printGuess shows four digits that count, and no endless text", () => {
  expect(printGuess(-3.4842686653137207)).toBe("-3.484");
  expect(printGuess(144000001)).toBe("144000001");
  expect(printGuess("x".repeat(1000)).length).toBeLessThanOrEqual(60);
});
