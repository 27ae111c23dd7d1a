const words =
  "the a of and to in it was with for as but on that film story scene actor music ending first very almost never quiet bright slow clever dull warm strange honest empty brave loud gentle every moment camera follows loses finds keeps turns unbelievably heartfelt".split(
    " ",
  );

/** The same numbers from 0 to 1 every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

type WordCount = (random: () => number) => number;

/** Many short texts and a few long ones, like reviews and messages: a median of 14 words, one in a hundred above 90. */
const longTail: WordCount = (random) => {
  const normal = Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
  return Math.min(180, Math.max(3, Math.round(14 * Math.exp(0.8 * normal))));
};

/** How many words the texts of a mix have, and how many texts. */
export const mixes: Record<string, { count: number; wordCount: WordCount }> = {
  "long tail": { count: 1000, wordCount: longTail },
  "all short": { count: 400, wordCount: (random) => 4 + Math.floor(6 * random()) },
  "all of one length": { count: 200, wordCount: () => 24 },
  "evenly spread": { count: 150, wordCount: (random) => 5 + Math.floor(115 * random()) },
  "two kinds": { count: 200, wordCount: (random) => (random() < 0.9 ? 8 : 160) },
  "all long": { count: 60, wordCount: (random) => 150 + Math.floor(150 * random()) },
};

/** Texts of a mix, from a small list of words, in random order of length. */
export function makeTexts(mix: string, count = mixes[mix].count): string[] {
  const random = seeded(20261122);
  const { wordCount } = mixes[mix];
  const word = () => words[Math.floor(random() * words.length)];
  return Array.from({ length: count }, () =>
    Array.from({ length: wordCount(random) }, word).join(" "),
  );
}
