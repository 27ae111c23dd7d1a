import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/model/ModelError.js";
import { shapleyValues } from "../../src/model/shapleyValues.js";
import { law } from "../logits/laws.js";

/** The worths of all coalitions of 1 to 6 players. */
const game = fc.integer({ min: 1, max: 6 }).chain((players) => gameOf(players));

function gameOf(players: number): fc.Arbitrary<number[]> {
  const worth = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  return fc.array(worth, { minLength: 2 ** players, maxLength: 2 ** players });
}

/** A game and two of its players. */
const gameOfTwo = fc.integer({ min: 2, max: 6 }).chain((players) =>
  fc.record({
    worths: gameOf(players),
    one: fc.integer({ min: 0, max: players - 1 }),
    step: fc.integer({ min: 1, max: players - 1 }),
  }),
);

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const isNear = (a: number, b: number) => Math.abs(a - b) < 1e-8;
const has = (coalition: number, player: number) => ((coalition >> player) & 1) === 1;

describe("shapleyValues", () => {
  law("shares out what all achieve beyond none, no more and no less", game, (worths) =>
    isNear(sum(shapleyValues(worths)), worths[worths.length - 1] - worths[0]),
  );

  law("gives the same to two players who can stand in for each other", gameOfTwo, (drawn) => {
    const players = Math.log2(drawn.worths.length);
    const { one } = drawn;
    const two = (one + drawn.step) % players;
    const both = (1 << one) | (1 << two);
    // A coalition with the second alone is worth as much as with the first alone.
    const worths = drawn.worths.map((worth, coalition) =>
      has(coalition, two) && !has(coalition, one) ? drawn.worths[coalition ^ both] : worth,
    );
    const values = shapleyValues(worths);
    return isNear(values[one], values[two]);
  });

  law("gives 0 to a player who adds nothing anywhere", gameOfTwo, ({ worths, one }) => {
    const without = worths.map((_, coalition) => worths[coalition & ~(1 << one)]);
    return shapleyValues(without)[one] === 0;
  });

  law("of the sum of two games, gives the sum of both values", game, (worths) => {
    const other = [...worths].reverse();
    const values = shapleyValues(worths.map((worth, i) => worth + other[i]));
    const [first, second] = [shapleyValues(worths), shapleyValues(other)];
    return values.every((value, player) => isNear(value, first[player] + second[player]));
  });

  it("gives each what it adds on average over all orders of arrival", () => {
    const worths = [0, 1, 2, 7, 4, 6, 5, 10];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const added = [0, 0, 0];
    for (const order of orders) {
      let there = 0;
      for (const player of order) {
        added[player] += worths[there | (1 << player)] - worths[there];
        there |= 1 << player;
      }
    }
    const values = shapleyValues(worths);
    values.forEach((value, player) => {
      expect(value).toBeCloseTo(added[player] / 6, 12);
    });
  });

  it("gives nothing where there is nobody, and all to one alone", () => {
    expect(shapleyValues([3])).toEqual([]);
    expect(shapleyValues(Float32Array.of(3, 5))).toEqual([2]);
  });

  it.each([
    [[], "needs the worths of all 2^n coalitions of n players, n up to 20, got an array of 0"],
    [[1, 2, 3], "got an array of 3"],
    [{ length: 2 ** 21 }, "n up to 20"],
    [undefined, "got undefined"],
    [[1, Number.NaN], "shapleyValues needs finite worths: worths[1] is NaN"],
    [[Number.POSITIVE_INFINITY, 1], "worths[0] is Infinity"],
    [[1, "2"], 'worths[1] is the string "2"'],
  ])("refuses %j", (worths, message) => {
    const given = () => shapleyValues(worths as number[]);
    expect(given).toThrow(ModelError);
    expect(given).toThrow(message);
  });
});
