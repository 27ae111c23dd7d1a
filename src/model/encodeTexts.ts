import { isSecondText } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { ModelError } from "./ModelError.js";
import type { Tokenizer } from "./transformersTypes.js";

/** A text, or two that the model reads together: a question and its answer, a premise and its hypothesis. */
export interface TextPair {
  readonly text: string;
  readonly text_pair?: string | undefined;
}

/** What a classifier reads: a text, or a pair of texts. Rows of a data set fit. */
export type TextInput = string | TextPair;

/**
 * The texts as a list, whether one or many were given.
 *
 * @throws {ModelError} when one of them is neither a text nor a pair, with its index
 */
export function checkTexts(caller: string, texts: unknown): TextInput[] {
  if (isOneText(texts)) return [checkText(caller, "the text", texts)];
  if (!Array.isArray(texts)) {
    throw new ModelError(`${caller} needs a text or a list of texts, got ${describe(texts)}`);
  }
  return Array.from(texts, (text, i) => checkText(caller, `item ${i}`, text));
}

/** Whether it is one text or pair and no list of them. */
export function isOneText(texts: unknown): texts is TextInput {
  return (
    typeof texts === "string" || (typeof texts === "object" && texts !== null && "text" in texts)
  );
}

function checkText(caller: string, place: string, text: unknown): TextInput {
  if (typeof text === "string") return text;
  if (Array.isArray(text)) {
    throw new ModelError(
      `${caller} needs texts only: ${place} is ${describe(text)}; write a pair as { text, text_pair }, and many texts as one list`,
    );
  }
  if (!isOneText(text)) {
    throw new ModelError(`${caller} needs texts only: ${place} is ${describe(text)}`);
  }
  const { text: first, text_pair: second } = text as { text: unknown; text_pair?: unknown };
  const slip = Object.keys(text).find(isSecondText);
  if (slip !== undefined) {
    throw new ModelError(
      `${caller} needs a pair as { text, text_pair }: ${place} has "${slip}"; did you mean "text_pair"?`,
    );
  }
  if (typeof first !== "string") {
    throw new ModelError(`${caller} needs texts only: the text of ${place} is ${describe(first)}`);
  }
  if (second === undefined || second === null) return first;
  if (typeof second === "string") return { text: first, text_pair: second };
  throw new ModelError(
    `${caller} needs texts only: the text_pair of ${place} is ${describe(second)}`,
  );
}

/** The longest input, in tokens, that the BERT family has positions for. */
const longestInput = 512;

/** The most tokens of a text, special tokens included, that the model reads. */
export function longestOf(tokenizer: Tokenizer): number {
  return Math.min(tokenizer.model_max_length, longestInput);
}

/** A text or a pair as the model gets it. */
export interface EncodedText {
  /** Token ids, special tokens included, `[tokens]`. */
  ids: Int32Array;
  /** 0 for the tokens of the first text and 1 for those of the second, `[tokens]`, if the tokenizer tells them apart. */
  segments?: Int32Array | undefined;
  /** Whether it was longer than the model can read. */
  isCut: boolean;
}

/**
 * Texts as token ids, cut to what the model can read, as by Python's `tokenizer(texts, truncation=True)`.
 *
 * When transformers.js (4.3.1) cuts a long text, its last token, `[SEP]`, is lost; Python keeps it, and it changes the
 * logits, so it is put back here. Of a pair, it would cut the second text only, and Python whichever is longer. An empty
 * second text counts as none, as in `tokenizer(text, text_pair="")`.
 */
export function encodeTexts(tokenizer: Tokenizer, texts: readonly TextInput[]): EncodedText[] {
  const longest = longestOf(tokenizer);
  return texts.map((text) => {
    const { text: first, text_pair } = typeof text === "string" ? { text } : text;
    if (text_pair) return encodePair(tokenizer, first, text_pair, longest);
    const ids = Int32Array.from(tokenizer.encode(first));
    if (ids.length <= longest) return { ids, isCut: false };
    const cut = ids.slice(0, longest);
    const end = endOfText(tokenizer);
    cut.set(end, longest - end.length);
    return { ids: cut, isCut: true };
  });
}

/** The special tokens that end a text, `[SEP]` for BERT. */
function endOfText(tokenizer: Tokenizer): number[] {
  const bare = tokenizer.encode("a", { add_special_tokens: false });
  const whole = tokenizer.encode("a");
  return whole.slice(whole.indexOf(bare[0] as number) + bare.length);
}

function encodePair(
  tokenizer: Tokenizer,
  text: string,
  text_pair: string,
  longest: number,
): EncodedText {
  const whole = tokensAndSegments(tokenizer, text, text_pair);
  if (whole.ids.length <= longest) return { ...whole, isCut: false };
  const [first, second] = [text, text_pair].map((each) =>
    Array.from(tokenizer.encode(each, { add_special_tokens: false })),
  );
  const { ids, second: start } = cutPair(first, second, frameOfPair(tokenizer), longest);
  const segments = whole.segments && Int32Array.from(ids, (_, i) => (i < start ? 0 : 1));
  return { ids: Int32Array.from(ids), segments, isCut: true };
}

/** The special tokens, or their ids, around a pair: before, between and after its texts. */
interface PairFrame<Token> {
  start: Token[];
  middle: Token[];
  end: Token[];
}

/** A pair cut to `longest` tokens, its special tokens included, and the place where its second text starts. */
function cutPair<Token>(
  first: readonly Token[],
  second: readonly Token[],
  { start, middle, end }: PairFrame<Token>,
  longest: number,
): { ids: Token[]; second: number } {
  const room = longest - start.length - middle.length - end.length;
  const [one, two] = longestFirst(first.length, second.length, room);
  const before = [...start, ...first.slice(0, one), ...middle];
  return { ids: [...before, ...second.slice(0, two), ...end], second: before.length };
}

/** How a tokenizer answers where no tensors are wanted. */
type EncodeAsLists = (
  text: string,
  options: { text_pair: string; return_tensor: false },
) => { input_ids: number[]; token_type_ids?: number[] };

function tokensAndSegments(tokenizer: Tokenizer, text: string, text_pair: string) {
  const encode = tokenizer as unknown as EncodeAsLists;
  const { input_ids, token_type_ids } = encode(text, { text_pair, return_tensor: false });
  return {
    ids: Int32Array.from(input_ids),
    segments: token_type_ids && Int32Array.from(token_type_ids),
  };
}

/** The ids of the special tokens around a pair. */
function frameOfPair(tokenizer: Tokenizer): PairFrame<number> {
  return frameIn(
    Array.from(tokenizer.encode("a", { text_pair: "a" })),
    Array.from(tokenizer.encode("a", { add_special_tokens: false })),
  );
}

/** What is around the two occurrences of a text. */
function frameIn<Token>(whole: Token[], text: readonly Token[]): PairFrame<Token> {
  const one = whole.indexOf(text[0]);
  const two = whole.indexOf(text[0], one + text.length);
  return {
    start: whole.slice(0, one),
    middle: whole.slice(one + text.length, two),
    end: whole.slice(two + text.length),
  };
}

/** The tokens that the ids stand for; of what was cut, only those that were kept. */
export function tokensOf(tokenizer: Tokenizer, input: TextInput, count: number): string[] {
  const { text, text_pair } = typeof input === "string" ? { text: input } : input;
  const tokens = tokenizer.tokenize(text, { pair: text_pair || null, add_special_tokens: true });
  if (tokens.length <= count) return tokens;
  if (!text_pair) {
    const end = endOfText(tokenizer).length;
    return [...tokens.slice(0, count - end), ...tokens.slice(tokens.length - end)];
  }
  const frame = frameIn(
    tokenizer.tokenize("a", { pair: "a", add_special_tokens: true }),
    tokenizer.tokenize("a"),
  );
  const [first, second] = [text, text_pair].map((each) => tokenizer.tokenize(each));
  return cutPair(first, second, frame, count).ids;
}

/**
 * How many tokens of either text are kept, of `room` in all: the shorter text stays whole if it takes no more than half.
 *
 * As Rust's tokenizers do it, whose rounding leaves one token less to the first text where the texts share an odd number.
 */
export function longestFirst(first: number, second: number, room: number): [number, number] {
  let [less, more] = [Math.min(first, second), Math.max(first, second)];
  more = less > room ? less : Math.max(less, room - less);
  if (less + more > room) {
    less = Math.floor(room / 2);
    more = less + (room % 2);
  }
  return first > second ? [more, less] : [less, more];
}
