import { argmax } from "../logits/argmax.js";
import { checkOptions, suggestion } from "../logits/checks.js";
import {
  describe,
  formatNumber,
  inspectCustom,
  printable,
  shorten,
  textTable,
} from "../logits/text.js";
import type { Classifier } from "./Classifier.js";
import { checkTexts, isOneText, type TextInput } from "./encodeTexts.js";
import { ModelError } from "./ModelError.js";
import type { RunOptions } from "./runTexts.js";
import { shapleyValues } from "./shapleyValues.js";

/** Which class is explained, and how to follow or stop the run. */
export interface ExplainWordsOptions extends Pick<RunOptions, "onProgress" | "signal"> {
  /** The class, by its label or its index; the predicted one when left out. */
  label?: string | number | undefined;
}

/** Exact Shapley values need a text for each subset of the words; of this many words there are 512. */
const mostWords = 9;

/**
 * Says what each word of a text did to the logit of one class, by two methods that need not agree.
 *
 * *Strike one*: the logit of the whole text minus the logit without that word. *Shapley*: what the word adds to the words that
 * are already there, on average over all orders in which the words may come ({@link shapleyValues}); exact, for up to 9 words.
 * These values sum to the logit of the whole text minus that of the text without any word; what striking finds has no such sum.
 *
 * A word keeps its punctuation; in scripts without spaces, `Intl.Segmenter` finds the words. Of a pair, the words of `text` are
 * struck and `text_pair` stays. Both methods ask the model about texts that nobody would write, and say what it does with
 * them: not why. A logit counts only beside the others, so look at what a word did to the other classes, too.
 *
 * @param classifier what `loadClassifier` returns; one whose logits depend on the batch gives effects that do so, too
 * @param text a text or a pair with at least one word, which the model can read whole
 * @returns effects in log-odds, `[words]`, as `struck` and `shapley`; beyond 9 words `shapley` is null, and `reason` says why
 * @throws {ModelError} when there is no word, the text is longer than the model reads, the class or an option is unknown
 *
 * @example
 * const classifier = await loadClassifier("sst2");
 * const { label, words, struck, shapley } = await explainWords(classifier, "Not good!");
 * [label, ...words] // ["NEGATIVE", "Not", "good!"]
 * struck // [6.0539, 1.2921]
 * shapley // [4.0711, -0.6906]: beside "Not", "good!" makes it more negative; on average, less
 *
 * @see Lundberg and Lee (2017), https://arxiv.org/abs/1705.07874
 */
export async function explainWords(
  classifier: Pick<Classifier, "config" | "outputs">,
  text: TextInput,
  options: ExplainWordsOptions = {},
): Promise<ExplainedWords> {
  if (typeof classifier?.outputs !== "function") {
    throw new ModelError(
      `${caller} needs a classifier first, from loadClassifier, got ${describe(classifier)}`,
    );
  }
  checkOptions(caller, options, knownOptions);
  const { text: first, text_pair } = checkOne(text);
  const words = wordsOf(first);
  if (words.length === 0) {
    throw new ModelError(`${caller} needs a text with at least one word, got ${describe(first)}`);
  }
  const inputOf = (part: string): TextInput =>
    text_pair === undefined ? part : { text: part, text_pair };
  const { label, ...run } = options;
  const { id2label } = classifier.config;
  const named = label === undefined ? undefined : classOf(label, Object.values(id2label));
  const whole = await classifier.outputs([inputOf(first)], { signal: options.signal });
  if (whole.truncated > 0) {
    throw new ModelError(
      `${caller} needs a text that the model reads whole, and this one it would cut: explain a shorter part of it`,
    );
  }
  const index = named ?? argmax(whole.logits[0]);
  const isExact = words.length <= mostWords;
  const subsets = isExact ? allSubsets(words) : noneOneAll(words);
  const texts = subsets.map((kept) =>
    inputOf(kept.length === words.length ? first : joined(words, kept)),
  );
  const { logits } = await classifier.outputs(texts, run);
  const worths = logits.map((row) => row[index]);
  const all = worths.length - 1;
  const withoutWord = (word: number) => worths[isExact ? all - 2 ** word : 1 + word];
  return new ExplainedWords({
    text: first,
    text_pair,
    words: words.map(({ text: word }) => word),
    index,
    label: id2label[index],
    logit: worths[all],
    logit_of_none: worths[0],
    struck: words.map((_, word) => worths[all] - withoutWord(word)),
    shapley: isExact ? shapleyValues(worths) : null,
    reason: isExact ? undefined : tooMany(words.length),
  });
}

const caller = "explainWords";

const alwaysStruck = "a word is taken out, and nothing takes its place";
const knownOptions = {
  known: ["label", "onProgress", "signal"],
  instead: {
    text_pair: "write the text as { text, text_pair }",
    class_name: "write label",
    index: "write label, which may be an index",
    target: "write label",
    mask: alwaysStruck,
    baseline: alwaysStruck,
  },
  ErrorType: ModelError,
};

function checkOne(text: TextInput): { text: string; text_pair?: string | undefined } {
  if (!isOneText(text)) throw new ModelError(`${caller} needs one text, got ${describe(text)}`);
  const [one] = checkTexts(caller, text);
  return typeof one === "string" ? { text: one } : one;
}

function classOf(label: unknown, labels: readonly string[]): number {
  const index = typeof label === "string" ? labels.indexOf(label) : label;
  if (typeof index === "number" && Object.hasOwn(labels, index)) return index;
  const hint = typeof label === "string" ? suggestion(label, labels.slice(0, 20)) : "";
  throw new ModelError(
    `${caller} needs label to be one of the model's labels, or an index from 0 to ${labels.length - 1}, got ${describe(label)}${hint}`,
  );
}

function tooMany(words: number): string {
  return `exact Shapley values need every subset of the words: ${2 ** mostWords} texts for ${mostWords} words, and 2^${words} for these ${words}`;
}

/** Every subset of the words, as the places of those that are kept: bit i of a subset's index says whether word i is. */
function allSubsets(words: readonly Word[]): number[][] {
  const places = words.map((_, place) => place);
  return Array.from({ length: 2 ** words.length }, (_, subset) =>
    places.filter((place) => subset & (1 << place)),
  );
}

/** No word; all words but one, for each of them; all words. */
function noneOneAll(words: readonly Word[]): number[][] {
  const places = words.map((_, place) => place);
  return [[], ...places.map((one) => places.filter((place) => place !== one)), places];
}

/** A word with its punctuation, and the white space before it. */
interface Word {
  text: string;
  readonly gap: string;
}

/** Scripts that are written without spaces between words. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = /* @__PURE__ */ new Intl.Segmenter("en", { granularity: "word" });

/** What has none of these is punctuation. */
const isWord = (piece: string) => /[\p{L}\p{N}\p{ExtPict}]/u.test(piece);
const isOpening = (piece: string) => /^[\p{Ps}\p{Pi}¿¡]+$/u.test(piece);

/** The words of a text, each with the punctuation that belongs to it; one word where there is nothing but punctuation. */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let opening: Word | undefined;
  for (const { text: piece, gap } of piecesOf(text)) {
    const last = words[words.length - 1];
    if (isWord(piece)) {
      words.push(
        opening ? { text: opening.text + gap + piece, gap: opening.gap } : { text: piece, gap },
      );
      opening = undefined;
    } else if (opening) opening.text += gap + piece;
    else if (last && !isOpening(piece)) last.text += gap + piece;
    else opening = { text: piece, gap };
  }
  return opening ? [...words, opening] : words;
}

/** What stands between spaces, and where a script has none, between the words that the segmenter finds. */
function piecesOf(text: string): Word[] {
  return Array.from(text.matchAll(/(\s*)(\S+)/g)).flatMap(([, gap, chunk]) => {
    if (!spaceless.test(chunk)) return [{ text: chunk, gap }];
    return Array.from(segmenter.segment(chunk), ({ segment }, i) => ({
      text: segment,
      gap: i === 0 ? gap : "",
    }));
  });
}

/** The text of the words at these places. Where words between two of them are struck, one of the gaps stays. */
function joined(words: readonly Word[], kept: readonly number[]): string {
  return kept
    .map((place, i) => {
      const between = i === 0 ? [] : words.slice(kept[i - 1] + 1, place + 1);
      return (between.find(({ gap }) => gap !== "")?.gap ?? "") + words[place].text;
    })
    .join("");
}

/** What each word of a text did to the logit of one class. Prints as a table; `JSON.stringify` gives the plain values. */
export class ExplainedWords {
  readonly text: string;
  /** The second text of a pair, which stayed as it is. */
  declare readonly text_pair?: string;
  /** The words of `text`, each with its punctuation. */
  readonly words: string[];
  /** The class whose logit is explained. */
  readonly index: number;
  readonly label: string;
  /** Its logit for the whole text, and for the text without any of its words, in log-odds. */
  readonly logit: number;
  readonly logit_of_none: number;
  /** The logit of the whole text minus the logit without the word, `[words]`. */
  readonly struck: number[];
  /** Each word's Shapley value, `[words]`; they sum to `logit - logit_of_none`. Null where there are too many words. */
  readonly shapley: number[] | null;
  /** Why `shapley` is null. */
  declare readonly reason?: string;

  constructor({ text_pair, reason, ...values }: Values) {
    this.text = values.text;
    if (text_pair !== undefined) this.text_pair = text_pair;
    this.words = values.words;
    this.index = values.index;
    this.label = values.label;
    this.logit = values.logit;
    this.logit_of_none = values.logit_of_none;
    this.struck = values.struck;
    this.shapley = values.shapley;
    if (reason !== undefined) this.reason = reason;
  }

  /** The class with its two logits, and a line for each word with its effects and their sums. */
  toString(): string {
    const { words, struck, shapley, reason } = this;
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    const columns = shapley ? [struck, shapley] : [struck];
    const lines = words.map((word, i) => [
      word,
      ...columns.map((values) => formatNumber(values[i])),
    ]);
    const sums = ["sum", ...columns.map((values) => formatNumber(sum(values)))];
    const label = printable(shorten(this.label, 60));
    return [
      `logit of ${label}: ${formatNumber(this.logit)}, without any word ${formatNumber(this.logit_of_none)}`,
      textTable(["word", "struck", ...(shapley ? ["Shapley"] : [])], [...lines, sums]),
      ...(reason === undefined ? [] : [`no Shapley values: ${reason}`]),
    ].join("\n");
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

interface Values {
  text: string;
  text_pair: string | undefined;
  words: string[];
  index: number;
  label: string;
  logit: number;
  logit_of_none: number;
  struck: number[];
  shapley: number[] | null;
  reason: string | undefined;
}
