import { describe } from "../logits/text.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { labelParameter, roomForNumbers, rowHeight } from "./parts/bars.js";
import { cellTones } from "./parts/cells.js";
import { refuseMoreFor } from "./parts/checks.js";
import { hoverParameter, litRow } from "./parts/hover.js";
import { narrowInset, narrowRoom } from "./parts/narrow.js";
import { textAt } from "./parts/textAt.js";
import { palette, theme } from "./parts/theme.js";
import { formatLogit, isolate, shorten } from "./parts/words.js";

/** What each word of a text did to the logit of one class, as `explainWords` returns it. */
export interface WordEffectsInput {
  readonly text: string;
  readonly words: readonly string[];
  /** The class whose logit it is. */
  readonly label: string;
  /** Its logit for the whole text, and for the text without any of its words. */
  readonly logit: number;
  readonly logit_of_none: number;
  /** Log-odds, one for each word. */
  readonly struck: readonly number[];
  readonly shapley: readonly number[] | null;
  /** Why `shapley` is null. */
  readonly reason?: string;
}

/**
 * What each word did to a class's logit, by both methods of `explainWords` side by side, one row for each word: blue raises the
 * logit, brown lowers it. Where there are no Shapley values, the chart shows one method and says why.
 *
 * @param explained what `explainWords` returns; of more than 60 words, those that did most are drawn, in the order of the text
 * @throws {ChartError} when it is something else, the lists differ in length, or an effect is not a finite number
 *
 * @example
 * wordEffects({
 *   ...{ text: "Not good!", words: ["Not", "good!"], label: "NEGATIVE", logit: 2.6, logit_of_none: -0.78 },
 *   ...{ struck: [6.05, 1.29], shapley: [4.07, -0.69] },
 * })
 * // prints: By both methods “Not” counts most: struck +6.05, Shapley +4.07
 * //
 * // word   one word struck  Shapley value
 * // Not              +6.05          +4.07
 * // good!            +1.29          -0.69
 * // sum              +7.34          +3.38
 */
export function wordEffects(explained: WordEffectsInput): Chart;
export function wordEffects(explained: WordEffectsInput, ...more: unknown[]): Chart {
  refuseMoreFor(caller, more);
  const { text, words, label, logit, logit_of_none, struck, shapley, reason } = checked(explained);
  const methods = [
    { name: "one word struck", short: "struck", effects: struck },
    ...(shapley ? [{ name: "Shapley value", short: "Shapley", effects: shapley }] : []),
  ];
  const title = titleOf(words, methods);
  const shown = shorten(label, 24);
  const description = `Bars of what each of ${words.length} words did to the logit of ${shown}. ${title}`;
  const places = placesOf(struck);
  const drawn = places.map((place) => words[place]);
  const subtitle = [
    `“${shorten(text, 100)}”`,
    `Logit of ${isolate(shown)}: ${formatLogit(logit)}; without any word ${formatLogit(logit_of_none)}. Blue raises it, brown lowers it.`,
    ...(reason === undefined ? [] : [`No Shapley values: ${shorten(reason, 130)}.`]),
    ...(drawn.length < words.length
      ? [`Drawn: the ${drawn.length} of ${words.length} words that did most when struck.`]
      : []),
  ];
  const spec: JsonObject = {
    ...theme(),
    title: { text: title, subtitle },
    description,
    params: [labelParameter(drawn.map((word) => shorten(word, 60))), hoverParameter()],
    data: {
      name: "words",
      values: places.map((place, index) => ({
        index,
        effects: methods.map(({ effects }) => effects[place]),
      })),
    },
    ...panels(methods, drawn, wideWidth),
  };
  // A narrow page puts one panel below the other.
  const narrow = { ...spec, ...panels(methods, drawn, narrowRoom - narrowInset(drawn)) };
  const table = {
    columns: ["word", ...methods.map(({ name }) => name)],
    rows: [
      ...words.map((word, i) => [word, ...methods.map(({ effects }) => signed(effects[i]))]),
      ["sum", ...methods.map(({ effects }) => signed(sum(effects)))],
    ],
  };
  return createChart({ title, description, spec, narrow, table });
}

const caller = "wordEffects";

/** A method and what it says of each word. */
interface Method {
  readonly name: string;
  readonly short: string;
  readonly effects: readonly number[];
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** `+2.34`: with a sign, as a change is written. */
function signed(effect: number): string {
  const text = formatLogit(effect);
  return effect > 0 && text !== "0.00" ? `+${text}` : text;
}

/** The words that did most by each method, up or down. */
function titleOf(words: readonly string[], methods: readonly Method[]): string {
  const [struck, shapley] = methods.map(({ effects }) => {
    const most = effects.reduce((largest, effect) => Math.max(largest, Math.abs(effect)), 0);
    const leaders = words.flatMap((_, i) => (Math.abs(effects[i]) === most ? [i] : []));
    return { most, leaders, at: (word: number) => signed(effects[word]) };
  });
  const quoted = (word: number) => `“${isolate(shorten(words[word], 24))}”`;
  if (struck.most === 0 && !(shapley?.most > 0)) return "No word changes the logit";
  const [first] = struck.leaders;
  if (!shapley) {
    return `Struck, no word changes the logit more than ${quoted(first)} (${struck.at(first)})`;
  }
  const both = struck.leaders.find((word) => shapley.leaders.includes(word));
  if (both !== undefined) {
    return `By both methods ${quoted(both)} counts most: struck ${struck.at(both)}, Shapley ${shapley.at(both)}`;
  }
  const [other] = shapley.leaders;
  return `Struck, ${quoted(first)} counts most (${struck.at(first)}); by Shapley values, ${quoted(other)} (${shapley.at(other)})`;
}

/** As many rows as anyone reads. */
const mostRows = 60;

/** The places of the words that are drawn, in the order of the text. */
function placesOf(struck: readonly number[]): number[] {
  const places = struck.map((_, place) => place);
  if (places.length <= mostRows) return places;
  const most = [...places].sort((a, b) => Math.abs(struck[b]) - Math.abs(struck[a]) || a - b);
  return most.slice(0, mostRows).sort((a, b) => a - b);
}

const wideWidth = 260;

/** A panel for each method, both on one scale, the words down the left of the first. */
function panels(methods: readonly Method[], words: readonly string[], width: number): JsonObject {
  const effects = methods.flatMap((method) => method.effects);
  const domain = roomForNumbers(effects, width);
  return {
    spacing: 24,
    hconcat: methods.map((method, i) => ({
      width,
      height: { step: rowHeight(words.length) },
      transform: [
        { calculate: `datum.effects[${i}]`, as: "effect" },
        { calculate: signedInThePage, as: "effectText" },
        { calculate: "labels[datum.index]", as: "word" },
        { calculate: `datum.word + ': ${method.name} ' + datum.effectText`, as: "spoken" },
      ],
      encoding: {
        y: {
          field: "index",
          type: "ordinal",
          title: null,
          axis: i === 0 ? wordAxis : null,
        },
      },
      layer: [litRow, ...bars(domain), ...heading(method)],
    })),
  };
}

const signedInThePage =
  "(datum.effect > 0 && format(datum.effect, '.2f') !== '0.00' ? '+' : '') + replace(abs(datum.effect) >= 1e5 ? format(datum.effect, '.2e') : format(datum.effect, '.2f'), '\\u2212', '-')";

const wordAxis: JsonObject = {
  labelExpr: "labels[datum.value]",
  labelLimit: 200,
  labelPadding: 8,
  labelOverlap: false,
  domain: false,
  ticks: false,
  // A screen reader would say bare indices; the bars themselves name their word.
  aria: false,
};

function bars(domain: [number, number]): JsonObject[] {
  const x: JsonObject = {
    field: "effect",
    type: "quantitative",
    title: "effect on the logit (log-odds)",
    scale: { domain, nice: false },
    axis: { tickCount: 5 },
  };
  const number = (align: "left" | "right"): JsonObject => ({
    transform: [{ filter: `datum.effect ${align === "left" ? ">=" : "<"} 0` }],
    mark: {
      type: "text",
      align,
      baseline: "middle",
      dx: align === "left" ? 4 : -4,
      fontSize: 12,
      color: palette.ink,
      aria: false,
    },
    encoding: { x, text: { field: "effectText" } },
  });
  return [
    {
      mark: { type: "bar", height: { band: 0.7 } },
      encoding: {
        x,
        color: {
          condition: { test: "datum.effect < 0", value: cellTones.low },
          value: cellTones.high,
        },
        tooltip: [
          { field: "word", title: "word" },
          { field: "effectText", title: "effect (log-odds)" },
        ],
        description: { field: "spoken" },
      },
    },
    {
      mark: { type: "rule", color: palette.ink, aria: false },
      encoding: { x: { datum: 0 }, y: null },
    },
    number("left"),
    number("right"),
  ];
}

/** The method above its panel, and what its effects sum to. */
function heading({ name, effects }: Method): JsonObject[] {
  const line = (text: string, y: number, style: JsonObject): JsonObject => ({
    data: { values: [{ text }] },
    ...textAt("text", 0, y, { fontSize: 12, ...style }),
  });
  return [
    line(name, -24, { fontWeight: "bold", color: palette.ink }),
    line(`sum ${signed(sum(effects))}`, -9, { color: palette.softInk }),
  ];
}

/** Refuses what didn't come from `explainWords`. */
function checked(explained: WordEffectsInput): WordEffectsInput {
  const { words, struck, shapley, label, text } = (explained ?? {}) as WordEffectsInput;
  const isOurs = Array.isArray(words) && Array.isArray(struck);
  if (!isOurs || typeof label !== "string" || typeof text !== "string") {
    const given = describe(explained);
    throw new ChartError(
      `${caller} needs what explainWords returns, got ${given}${given === "a Promise" ? ": write await" : ""}`,
    );
  }
  if (words.length === 0) throw new ChartError(`${caller} needs at least one word, got none`);
  checkEffects("struck", struck, words.length);
  if (shapley !== null) checkEffects("shapley", shapley, words.length);
  return explained;
}

function checkEffects(name: string, effects: readonly number[], words: number): void {
  if (!Array.isArray(effects) || effects.length !== words) {
    throw new ChartError(
      `${caller} needs one effect for each of ${words} words: ${name} is ${describe(effects)}`,
    );
  }
  const wrong = effects.findIndex((effect) => !Number.isFinite(effect));
  if (wrong < 0) return;
  throw new ChartError(
    `${caller} needs finite effects: ${name}[${wrong}] is ${describe(effects[wrong])}`,
  );
}
