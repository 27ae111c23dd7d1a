import { expect, it } from "vitest";
import { fourDiagrams } from "../../../src/notebook/exercises/fourDiagrams.js";
import { draw, marks, texts } from "../../charts/draw.js";

interface Point {
  model: string;
  claimed: number;
  achieved: number;
}

it("draws the five bins of each model where its table says", async () => {
  const { table } = fourDiagrams();
  const view = await draw(fourDiagrams());
  expect(texts(view)).toEqual(expect.arrayContaining(["A", "B", "C", "D"]));
  const points = marks(view, "symbol").map(({ datum }) => datum as unknown as Point);
  const drawn = points.map(({ model, claimed, achieved }) => [
    model,
    claimed.toFixed(2),
    achieved.toFixed(2),
  ]);
  expect(drawn).toEqual(table.rows);
  expect(drawn).toHaveLength(20);
});

it("gives no answer away: nothing in it says which side of the diagonal is which", () => {
  const words = JSON.stringify(fourDiagrams().toMimeBundle());
  expect(words).not.toMatch(/over-?confident|under-?confident|too (much|sure)|below|above/i);
});
