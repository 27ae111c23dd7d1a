import { describe, expect, it } from "vitest";
import { type LogEntry, trainingCurves } from "../../src/charts/trainingCurves.js";
import { draw, marks, texts } from "./draw.js";

const log = [
  { epoch: 1, loss: 0.6, learning_rate: 1e-3 },
  { epoch: 1, eval_loss: 0.5, eval_accuracy: 0.7 },
  { epoch: 2, loss: 0.4 },
  { epoch: 2, eval_loss: 0.41, eval_accuracy: 0.8 },
];

const drawnPoints = async (history: readonly LogEntry[]) =>
  marks(await draw(trainingCurves(history)), "symbol")
    .map(({ datum }) => datum as unknown as { name?: string; epoch: number; value: number })
    .filter((datum) => datum?.name !== undefined)
    .map(({ name, epoch, value }) => [name, epoch, value]);

describe("trainingCurves", () => {
  it("draws each measurement at its epoch", async () => {
    expect(await drawnPoints(log)).toEqual(
      expect.arrayContaining([
        ["training loss", 1, 0.6],
        ["training loss", 2, 0.4],
        ["evaluation loss", 1, 0.5],
        ["evaluation loss", 2, 0.41],
        ["evaluation accuracy", 1, 0.7],
        ["evaluation accuracy", 2, 0.8],
      ]),
    );
  });

  it("says in its title where each loss starts and ends, or else the accuracy", () => {
    const title = (history: readonly LogEntry[]) => trainingCurves(history).title;
    expect(title(log)).toBe(
      "Best after epoch 2: training loss 0.60 → 0.40, evaluation loss 0.50 → 0.41",
    );
    expect(title([{ epoch: 1, loss: 0.6 }])).toBe("Epoch by epoch: training loss 0.60");
    const accuracies = [0.7, 0.8].map((eval_accuracy, epoch) => ({ epoch, eval_accuracy }));
    expect(title(accuracies)).toBe("Best after epoch 1: evaluation accuracy 0.70 → 0.80");
  });

  it("marks the epoch with the lowest evaluation loss, the first in a tie, else the highest accuracy", async () => {
    const evaluated = (losses: number[]) =>
      losses.map((eval_loss, i) => ({ epoch: i + 1, eval_loss }));
    const falling = trainingCurves(evaluated([0.5, 0.3, 0.3, 0.4]));
    expect(falling.title).toContain("Best after epoch 2:");
    expect(texts(await draw(falling))).toContain("best: epoch 2");
    expect(trainingCurves(evaluated([0.5])).title).toContain("Epoch by epoch:");
  });

  it("has ticks at the epochs and nowhere else", async () => {
    const log = [1, 2, 3].map((epoch) => ({ epoch, loss: 1 / epoch }));
    const ticks = texts(await draw(trainingCurves(log))).filter((text) => /^\d$/.test(text));
    expect(ticks).toEqual(["1", "2", "3"]);
  });

  it("draws the loss of pure guessing where it knows how many classes there are", async () => {
    expect(texts(await draw(trainingCurves(log, { classes: 7 })))).toContain(
      "ln 7 = 1.95: pure guessing",
    );
    for (const classes of [1, 2.5, Number.NaN]) {
      expect(() => trainingCurves(log, { classes })).toThrow(
        "trainingCurves needs classes as a whole number from 2 on",
      );
    }
  });

  it("leaves out the panel of what was not measured", async () => {
    expect(await drawnPoints([{ epoch: 1, loss: 0.6 }])).toEqual([["training loss", 1, 0.6]]);
  });

  it("refuses a log in which nothing was measured", () => {
    expect(() => trainingCurves([{ epoch: 1, loss: Number.NaN }])).toThrow(
      "trainingCurves needs entries with an epoch and a loss or an accuracy, got none among 1",
    );
  });
});
