import { checkOptions } from "../logits/checks.js";
import { listed, shorten } from "../logits/text.js";
import { NotebookError } from "./NotebookError.js";

/** A question that a lesson asks before a cell is run, answered in the notebook with `predict("01.a", 6)`. */
export interface Prediction {
  /** Lesson and letter: `"01.a"`. */
  id: string;
  /** One sentence, without the form of the answer, which follows from `choices`. */
  question: string;
  /** The words to choose from; without them a number is asked for. */
  choices?: readonly string[];
  /** What comes with the kit's own models; a cell that knows better passes it to `predict`. */
  came: number | string;
  /** How far a number may be from what came; 0.005 if left out. */
  within?: number;
  /** What people say instead, each with the thought behind it: what it mistakes for what. */
  mistakes: readonly Mistake[];
  /** What to think about for any other wrong answer. */
  otherwise?: string;
}

interface Mistake {
  said: number | string;
  because: string;
}

const predictions = new Map<string, Prediction>();

/**
 * Adds a prediction to the registry; the kit's own are defined in `src/notebook/predictions/`, one file per lesson. It replaces
 * one with the same id.
 *
 * @throws {NotebookError} when the id isn't of the form `"01.a"`, what came or a mistake isn't among the choices (or, without
 *   choices, isn't a number), a property is missing, or there is one that it doesn't know
 *
 * @example
 * definePrediction({ id: "99.a", question: "How many logits?", came: 2, mistakes: [{ said: 1, because: "There is one for each class." }] });
 * predict("99.a", 1)
 * // prints: ○ 99.a You said 1. What came: 2
 * // There is one for each class.
 */
export function definePrediction(prediction: Prediction): void {
  checkOptions("definePrediction", prediction ?? null, {
    known: ["id", "question", "choices", "came", "within", "mistakes", "otherwise"],
    ErrorType: NotebookError,
  });
  const { id, question, came, mistakes } = prediction;
  if (typeof id !== "string" || !/^\d{2}\.[a-z]$/.test(id)) {
    throw new NotebookError(
      `definePrediction needs an id like "01.a" (lesson, letter), got ${JSON.stringify(id)}`,
    );
  }
  if (typeof question !== "string" || came === undefined || !Array.isArray(mistakes)) {
    throw new NotebookError(`definePrediction needs a question, came and mistakes for ${id}`);
  }
  const answers = [came, ...mistakes.map(({ said }) => said)];
  const unreadable = answers.find((answer) => "problem" in readGuess(prediction, answer));
  if (unreadable !== undefined) {
    throw new NotebookError(
      `definePrediction takes only ${formOf(prediction)} for ${id}, not ${JSON.stringify(unreadable)}`,
    );
  }
  predictions.set(id, prediction);
}

/** The prediction with that id, or `undefined` if there is none. */
export function findPrediction(id: string): Prediction | undefined {
  return predictions.get(id);
}

/** The ids of all predictions, in order. */
export function predictionIds(): string[] {
  return Array.from(predictions.keys()).sort();
}

/**
 * What was said, as one of the choices or as a number: `"6"`, `"−3,5"` and `"50 %"` are numbers too. Otherwise the form that is
 * asked for, in a few words.
 *
 * @example readGuess({ id: "99.a", question: "Which half?", came: 0.5, mistakes: [] }, "50 %") // { guess: 0.5 }
 */
export function readGuess(
  prediction: Prediction,
  said: unknown,
): { guess: number | string } | { problem: string } {
  try {
    const text = Array.isArray(said) ? `[${said.join(",")}]` : wordOf(said);
    const { choices } = prediction;
    const guess = choices
      ? choices.find((choice) => plain(choice) === plain(text))
      : numberIn(text);
    if (guess !== undefined) return { guess };
  } catch {
    // Whatever it is, it is not an answer.
  }
  return { problem: formOf(prediction) };
}

/** How an answer to it must look. */
export function formOf({ choices }: Prediction): string {
  if (!choices) return "a number";
  const words = choices.map((choice) => JSON.stringify(choice));
  return listed(words, { most: words.length, last: "or" });
}

/** Whether a guess is right and, if not, the thought behind it. */
export function judge(
  prediction: Prediction,
  guess: number | string,
  came: number | string = prediction.came,
): { isRight: boolean; mistake: Mistake | undefined } {
  const isRight = isSame(prediction, guess, came);
  const mistake = isRight
    ? undefined
    : prediction.mistakes.find(({ said }) => isSame(prediction, guess, said));
  return { isRight, mistake };
}

/** A number with at most four digits that count, or the word itself, cut if it is very long. */
export function printGuess(guess: number | string): string {
  if (typeof guess === "string") return shorten(guess, 60);
  return String(Number.isInteger(guess) ? guess : Number(guess.toPrecision(4)));
}

function isSame({ within = 0.005 }: Prediction, one: unknown, other: unknown): boolean {
  if (typeof one === "number" && typeof other === "number") {
    return Math.abs(one - other) <= within + 1e-12;
  }
  return plain(String(one)) === plain(String(other));
}

function wordOf(said: unknown): string {
  return ["string", "number", "bigint", "boolean"].includes(typeof said) ? String(said) : "";
}

/** Without what makes no difference to a reader: case, spaces and quotes. */
const plain = (text: string) => text.toLowerCase().replace(/[\s"'“”‘’]/g, "");

function numberIn(text: string): number | undefined {
  const [, digits, percent] = /^([+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?)(%?)$/.exec(
    plain(text).replaceAll("−", "-"),
  ) ?? [undefined, undefined, undefined];
  if (digits === undefined) return undefined;
  const value = Number(digits.replace(",", ".")) / (percent ? 100 : 1);
  return Number.isFinite(value) ? value : undefined;
}
