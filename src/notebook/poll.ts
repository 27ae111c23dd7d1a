import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../project.js";
import { displayBundle } from "./display.js";
import { box } from "./html.js";
import { seat } from "./memory.js";
import { findPrediction, judge, type Prediction, printGuess, readGuess } from "./predictions.js";
import { appendRecord, readRecords, reason } from "./records.js";

/**
 * Shows what a room has predicted so far, without what came: for the screen in front, before the cell is run. The answers are
 * in the file, or the folder, that the setting `READING_LOGITS_POLL` names.
 *
 * Returns nothing and never throws.
 *
 * @example poll("01.a") // prints: ○ There is no poll: start the kit with READING_LOGITS_POLL=a file or a folder that the room shares
 */
export function poll(id: string): void {
  displayBundle(box("note", pollLines(id)));
}

function pollLines(id: string): string[] {
  const place = pollPlace();
  if (place === undefined) {
    const advice = "start the kit with READING_LOGITS_POLL=a file or a folder that the room shares";
    return [`○ There is no poll: ${advice}`];
  }
  const prediction = findPrediction(id);
  if (!prediction) return [`○ There is no prediction ${JSON.stringify(String(id))}`];
  try {
    const votes = votesFor(prediction, place);
    const tally = tallyOf(prediction, votes);
    const bars = tally.map(
      ([said, n]) => `${"█".repeat(Math.ceil((n / votes.size) * 20))} ${n} × ${said}`,
    );
    const count = votes.size === 1 ? "1 answer" : `${votes.size || "No"} answers`;
    const where = votes.size === 0 ? ` yet in ${place}` : "";
    return [`${id} ${prediction.question}`, ...bars, `${count}${where}`];
  } catch (error) {
    return [`○ The poll can't be read, because ${reason(error)}: ${place}`];
  }
}

/**
 * Adds a prediction to the room's poll, unless this seat has answered it before: only what was said before anything came counts.
 * Returns a line about what the others said; none if no poll is collected.
 */
export function vote(
  prediction: Prediction,
  guess: number | string,
  came: number | string = prediction.came,
): string[] {
  const place = pollPlace();
  if (place === undefined) return [];
  try {
    const own = seat();
    const votes = votesFor(prediction, place);
    if (!votes.has(own)) {
      const file = isFolder(place) ? path.join(place, `${own}.jsonl`) : place;
      appendRecord(file, { id: prediction.id, said: guess, seat: own });
    }
    votes.delete(own);
    return [othersLine(tallyOf(prediction, votes, came), votes.size)];
  } catch (error) {
    return [`The room's poll can't be reached, because ${reason(error)}: ${place}`];
  }
}

function othersLine(tally: [said: string, n: number][], all: number): string {
  if (all === 0) return "Nobody else in the room has answered yet.";
  const [[said, n], ...others] = tally;
  const rest = others.slice(0, 2).map(([said, n]) => `${said} (${n})`);
  const then = rest.length > 0 ? `, then ${rest.join(" and ")}` : "";
  return `Others in the room most often said ${said} (${n} of ${all})${then}.`;
}

/** The file or folder of the room's poll, or `undefined` if none is collected. */
function pollPlace(): string | undefined {
  const asked = process.env.READING_LOGITS_POLL;
  if (!asked) return undefined;
  const place = path.resolve(projectRoot(), asked);
  // A folder that isn't there mustn't become a file.
  return /[\\/]$/.test(asked) ? `${place}${path.sep}` : place;
}

/** The first answer of each seat that can be one: the file is open to the room, and anything may stand in it. */
function votesFor(prediction: Prediction, place: string): Map<string, number | string> {
  const votes = new Map<string, number | string>();
  for (const { id, said, seat } of recordsIn(place)) {
    if (id !== prediction.id || typeof seat !== "string" || votes.has(seat)) continue;
    const read = readGuess(prediction, said);
    if ("guess" in read) votes.set(seat, read.guess);
  }
  return votes;
}

/** On a network drive programs can't add to one file at once, so in a folder each seat has a file of its own. */
function recordsIn(place: string): Record<string, unknown>[] {
  if (!isFolder(place)) return readRecords(place);
  const files = readdirSync(place).filter((name) => name.endsWith(".jsonl"));
  return files.flatMap((name) => readRecords(path.join(place, name)));
}

const isFolder = (place: string) =>
  place.endsWith(path.sep) || (statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false);

/**
 * How often each answer was given, the most frequent first. Answers that come from the same thought count as one, under what was
 * said most often: what came stands there only if somebody has said it.
 */
function tallyOf(
  prediction: Prediction,
  votes: Map<string, number | string>,
  came: number | string = prediction.came,
): [said: string, n: number][] {
  const thoughts = new Map<string, string[]>();
  for (const guess of votes.values()) {
    const { isRight, mistake } = judge(prediction, guess, came);
    const thought = printGuess(isRight ? came : (mistake?.said ?? guess));
    thoughts.set(thought, [...(thoughts.get(thought) ?? []), printGuess(guess)]);
  }
  const tally = Array.from(thoughts.values(), (said): [string, number] => [
    mostFrequent(said),
    said.length,
  ]);
  return tally.sort(byNumber);
}

function mostFrequent(said: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const each of said) counts.set(each, (counts.get(each) ?? 0) + 1);
  return Array.from(counts).sort(byNumber)[0][0];
}

const byNumber = ([one, m]: [string, number], [other, n]: [string, number]) =>
  n - m || one.localeCompare(other, "en", { numeric: true });
