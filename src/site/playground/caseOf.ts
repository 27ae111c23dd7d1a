/** What the page shows, as its address holds it: a teacher shares a case by sharing the address. */
export interface Case {
  readonly model: ModelName;
  readonly text: string;
  /** Another text to compare, or nothing. */
  readonly other: string;
  readonly temperature: number;
  /** A probability; `null` where the model's usual one holds. */
  readonly threshold: number | null;
  /** The class whose words are explained: its label, `""` for the predicted one, `null` where nothing is explained. */
  readonly words: string | null;
}

/** The models that the site has, and what each decides. */
export const models = {
  sst2: "sst2: NEGATIVE or POSITIVE",
  emotions: "emotions: one of seven",
  "emotions-multilabel": "emotions-multilabel: any of seven",
} as const;

export type ModelName = keyof typeof models;

/** How far the temperature can be moved. */
export const temperatures = { lowest: 0.1, highest: 10 };

/** How far the threshold can be moved; at 0, every best class keeps its label, as without a threshold. */
export const thresholds = { lowest: 0.01, highest: 0.99 };

/** Enough for the 512 tokens that a model reads, and an address that programs still pass on. */
const longestText = 5000;

const usual: Case = {
  model: "sst2",
  text: "I can't say that this film isn't good.",
  other: "",
  temperature: 1,
  threshold: null,
  words: null,
};

/**
 * Reads what follows the `#` of an address. What is missing or can't be is as usual: an address is anybody's text.
 *
 * @example caseOf("#model=emotions&text=Hello&temperature=2.5").temperature // 2.5
 */
export function caseOf(hash: string): Case {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const model = given.get("model") ?? "";
  return {
    model: Object.hasOwn(models, model) ? (model as ModelName) : usual.model,
    text: (given.get("text") ?? usual.text).slice(0, longestText),
    other: (given.get("other") ?? usual.other).slice(0, longestText),
    temperature:
      numberIn(given.get("temperature"), temperatures.lowest, temperatures.highest) ??
      usual.temperature,
    threshold:
      numberIn(given.get("threshold"), thresholds.lowest, thresholds.highest) ?? usual.threshold,
    words: given.get("words")?.slice(0, 200) ?? usual.words,
  };
}

/**
 * The same case as an address has it, with what isn't as usual.
 *
 * @example hashOf({ ...caseOf(""), model: "emotions", threshold: 0.7 }) // "#model=emotions&threshold=0.7"
 */
export function hashOf(shown: Case): string {
  const names = Object.keys(usual) as (keyof Case)[];
  const changed = names.filter((name) => shown[name] !== usual[name] && shown[name] !== null);
  const pairs = changed.map((name) => [name, String(shown[name])]);
  return `#${new URLSearchParams(pairs)}`;
}

function numberIn(text: string | null, lowest: number, highest: number): number | undefined {
  if (text === null || text.trim() === "") return undefined;
  const value = Number(text);
  return value >= lowest && value <= highest ? value : undefined;
}
