import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { cacheFolder, projectRoot } from "../project.js";
import { appendRecord, readRecords, reason } from "./records.js";

/** What is remembered of one exercise or prediction. */
export interface Remembered {
  /** Whether the exercise has been answered correctly, or the prediction made. */
  readonly done: boolean;
  /** How many of its hints were shown before that. */
  readonly hints: number;
}

/** What this kernel has seen itself: it counts even where no file can be written. */
const seenHere = new Map<string, Remembered>();

/**
 * Remembers that an exercise was tried or a prediction made, in a small file outside git. It holds no names and no answers.
 *
 * Only what is new is written. Records only ever add to one another (done stays done, and the most hints count), so kernels
 * that write at the same time need not know of each other. Never throws: no lesson stops because of it. Run in
 * `notebooks/solutions`, an exercise counts for nobody.
 *
 * @example
 * remember("01.1", { done: false, hints: 2 })
 * remembered().of("01.1") // { done: false, hints: 2 }
 */
export function remember(id: string, seen: Remembered): void {
  if (process.cwd() === path.join(projectRoot(), "notebooks", "solutions")) return;
  const before = remembered().of(id);
  if (before?.done || (before && !seen.done && seen.hints <= before.hints)) return;
  seenHere.set(id, together(seenHere.get(id), seen));
  keep({ id, ...seen });
}

/** What is remembered, by exercise or prediction, and why it can't be kept, if it can't. */
export function remembered(): {
  of(id: string): Remembered | undefined;
  trouble: string | undefined;
} {
  const all = new Map(seenHere);
  let trouble = writeTrouble;
  try {
    for (const record of kept()) {
      if (!isRemembered(record)) continue;
      const { id, done, hints } = record;
      all.set(id, together(all.get(id), { done, hints }));
    }
  } catch (error) {
    trouble = reason(error);
  }
  return { of: (id) => all.get(id), trouble };
}

/** Where the person's progress is kept, or `undefined` if it is not to be kept. */
export function memoryFile(): string | undefined {
  const asked = process.env.READING_LOGITS_PROGRESS;
  if (asked === "off") return undefined;
  return path.resolve(projectRoot(), asked || path.join(cacheFolder(), "progress.jsonl"));
}

/**
 * A random name for this copy of the kit, so that a poll counts each seat once. Kernels that ask for the first time at once all
 * get the one that reached the file first.
 */
export function seat(): string {
  try {
    const known = seatIn(kept());
    if (known) return known;
    keep({ seat: ownSeat });
    return seatIn(kept()) ?? ownSeat;
  } catch {
    return ownSeat;
  }
}

const ownSeat = randomUUID();

function seatIn(records: Record<string, unknown>[]): string | undefined {
  const seats = records.map((record) => record.seat);
  return seats.find((name) => typeof name === "string" && /^[\da-f-]{36}$/.test(name)) as
    | string
    | undefined;
}

let writeTrouble: string | undefined;

function keep(record: Record<string, unknown>): void {
  const file = memoryFile();
  if (file === undefined) return;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    appendRecord(file, record);
    writeTrouble = undefined;
  } catch (error) {
    writeTrouble = reason(error);
  }
}

function kept(): Record<string, unknown>[] {
  const file = memoryFile();
  return file === undefined ? [] : readRecords(file);
}

function together(one: Remembered | undefined, other: Remembered): Remembered {
  if (!one) return other;
  return { done: one.done || other.done, hints: Math.max(one.hints, other.hints) };
}

function isRemembered(
  record: Record<string, unknown>,
): record is Record<string, unknown> & Remembered & { id: string } {
  const { id, done, hints } = record;
  const isCount = Number.isInteger(hints) && (hints as number) >= 0 && (hints as number) < 100;
  return typeof id === "string" && typeof done === "boolean" && isCount;
}
