import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { shapleyValues } from "../../src/model/shapleyValues.js";

const file = new URL("../golden/shapley.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as {
  cases: { players: number; worths: number[]; values: number[] }[];
};

it.each(cases)("gives what shap's exact explainer gives $players players", (game) => {
  const values = shapleyValues(game.worths);
  expect(values).toHaveLength(game.players);
  for (const [player, value] of values.entries()) {
    expect(Math.abs(value - game.values[player])).toBeLessThan(1e-6);
  }
});
