import { describe } from "../logits/text.js";
import { ModelError } from "./ModelError.js";

/** 2^20 coalitions are a million numbers; a model would have to read as many texts. */
const mostPlayers = 20;

/**
 * Shares out what players achieve together: each player's Shapley value is what it adds to those who are already there, on average
 * over all orders in which the players may arrive.
 *
 * The values sum to the worth of all minus the worth of none; players who add the same everywhere get the same, and one who
 * adds nothing anywhere gets 0. No other rule has these properties and adds up over games.
 *
 * @param worths the worth of each coalition, `[2^n]`: bit i of the index says whether player i is in it, so that the first is the
 *   worth of none, and the last of all
 * @returns one value for each player, `[n]`, in the unit of the worths
 * @throws {ModelError} when the number of worths is not 1, 2, 4, … up to 2^20, or one is not a finite number, with its index
 *
 * @example
 * // A pair of gloves is worth 1: player 0 has a left one, players 1 and 2 have a right one each.
 * shapleyValues([0, 0, 0, 1, 0, 1, 0, 1]) // [0.6667, 0.1667, 0.1667]
 *
 * @see Shapley (1953), A value for n-person games
 */
export function shapleyValues(worths: ArrayLike<number>): number[] {
  const players = checkWorths(worths);
  const weights = shareOfOrders(players);
  return Array.from({ length: players }, (_, player) => {
    const itself = 1 << player;
    let value = 0;
    for (let others = 0; others < worths.length; others++) {
      if (others & itself) continue;
      const adds = worths[others | itself] - worths[others];
      value += weights[sizeOf(others)] * adds;
    }
    return value;
  });
}

/**
 * In what share of all orders a player comes after exactly these others, by their number s: s! ways to arrive before it, and
 * (n - 1 - s)! after it, of n! in all.
 */
function shareOfOrders(players: number): number[] {
  const weights = [1 / players];
  for (let size = 1; size < players; size++) {
    weights.push((weights[size - 1] * size) / (players - size));
  }
  return weights;
}

/** How many players a coalition has. */
function sizeOf(coalition: number): number {
  let size = 0;
  for (let rest = coalition; rest !== 0; rest &= rest - 1) size++;
  return size;
}

/** Returns the number of players. */
function checkWorths(worths: ArrayLike<number>): number {
  const players = Math.log2(worths?.length);
  if (!Number.isInteger(players) || players > mostPlayers) {
    throw new ModelError(
      `shapleyValues needs the worths of all 2^n coalitions of n players, n up to ${mostPlayers}, got ${describe(worths)}`,
    );
  }
  for (let coalition = 0; coalition < worths.length; coalition++) {
    if (Number.isFinite(worths[coalition])) continue;
    throw new ModelError(
      `shapleyValues needs finite worths: worths[${coalition}] is ${describe(worths[coalition])}`,
    );
  }
  return players;
}
