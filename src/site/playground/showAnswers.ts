import { interpretationChart } from "../../charts/interpretationChart.js";
import type { ClassifierConfig } from "../../logits/config.js";
import { answerOf, type InterpretedRow, interpret } from "../../logits/interpret.js";
import { formatNumber } from "../../logits/text.js";
import type { Case } from "./caseOf.js";
import { drawChart } from "./drawChart.js";
import { byId, element, quoted, tableOf } from "./elements.js";
import type { ReadText, ReadTexts } from "./messages.js";

/** What logits mean at the temperature and the threshold of a case. */
function interpretAt(
  { logits }: ReadText,
  config: ClassifierConfig,
  { temperature, threshold }: Case,
): InterpretedRow {
  return interpret(Array.from(logits), { ...config, temperature, threshold });
}

/** The answer in a sentence. */
function sentenceOf(row: InterpretedRow, threshold: number): string {
  const { predicted_labels, predicted_label, ranking } = row;
  const [best] = ranking;
  const score = formatNumber(best.score);
  if (predicted_labels) {
    if (predicted_labels.length > 0) return `Above ${threshold}: ${answerOf(row, "")}.`;
    return `No label is above ${threshold}; ${best.label} comes nearest, with ${score}.`;
  }
  if (predicted_label !== null) return `${predicted_label}, with probability ${score}.`;
  return `No label: the best one, ${best.label}, has probability ${score}, below ${threshold}.`;
}

/** Shows the stages from each text to its label, side by side; returns the answers in sentences. */
export function showAnswers({ config, texts }: ReadTexts, shown: Case): string[] {
  const place = byId("answers");
  while (place.childElementCount > texts.length) place.lastElementChild?.remove();
  while (place.childElementCount < texts.length) place.append(newColumn());
  return texts.map((read, i) => {
    const row = interpretAt(read, config, shown);
    const said = sentenceOf(row, thresholdOf(config, shown));
    const [heading, stages, figure] = Array.from(place.children[i].children) as HTMLElement[];
    heading.textContent = texts.length > 1 ? `Text ${i + 1}` : "The text";
    stages.replaceChildren(
      element("p", { class: "answer" }, said),
      tokensOf(read),
      numbersOf(row, shown.temperature),
    );
    drawChart(figure, interpretationChart(row, { texts: [read.text] }));
    return said;
  });
}

/** The threshold that holds: the case's own, or the model's usual one. */
export function thresholdOf({ problem_type }: ClassifierConfig, { threshold }: Case): number {
  return threshold ?? (problem_type === "multi_label_classification" ? 0.5 : 0);
}

function newColumn(): HTMLElement {
  const figure = element("figure", { class: "chart" });
  return element("div", {}, element("h3", {}), element("div", {}), figure);
}

function tokensOf({ tokens, input_ids, isCut }: ReadText): HTMLElement {
  const items = tokens.map((token, i) =>
    element("li", {}, quoted(token), " ", element("small", {}, String(input_ids[i]))),
  );
  const cut = isCut ? " The text is longer than the model reads, and was cut." : "";
  const isKnown = tokens.some((token) => !/^\[(CLS|SEP|UNK)\]$/.test(token));
  const unknown = isKnown
    ? ""
    : " None is a word that it knows, so its answer says nothing about the text.";
  const says = `${tokens.length} tokens, with their ids: all that the model sees.${cut}${unknown}`;
  return element(
    "div",
    {},
    element("p", { class: "soft" }, says),
    element("ol", { class: "tokens", "aria-label": "tokens" }, ...items),
  );
}

function numbersOf(row: InterpretedRow, temperature: number): HTMLElement {
  const given = new Set(row.predicted_labels ?? [row.predicted_label]);
  const isScaled = temperature !== 1;
  const rows = row.ranking.map(({ label, logit, score }) => [
    element("span", given.has(label) ? { class: "is-given" } : {}, quoted(label)),
    numberCell(logit),
    ...(isScaled ? [formatNumber(logit / temperature)] : []),
    formatNumber(score),
    given.has(label) ? "yes" : "no",
  ]);
  const scaled = isScaled ? [`logit ÷ ${temperature}`] : [];
  const columns = ["label", "logit", ...scaled, "probability", "given"];
  return tableOf(`By ${row.function_to_apply}`, columns, rows);
}

/** The number as it is read, with the whole of it for those who copy it. */
function numberCell(logit: number): HTMLElement {
  return element("data", { value: String(logit) }, formatNumber(logit));
}

/** What became of each class's logit from the first text to the second. */
export function showChange({ config, texts }: ReadTexts): void {
  const place = byId("change");
  place.replaceChildren();
  if (texts.length < 2) return;
  const [first, second] = texts.map(({ logits }) => logits);
  const changes = first.map((logit, i) => second[i] - logit);
  const most = changes.reduce((best, each, i) => {
    return Math.abs(each) > Math.abs(changes[best]) ? i : best;
  }, 0);
  const rows = changes.map((change, i) => [
    quoted(config.id2label[i]),
    formatNumber(first[i]),
    formatNumber(second[i]),
    signed(change),
  ]);
  place.append(
    element("h3", {}, "From text 1 to text 2"),
    element(
      "p",
      {},
      "The logit of ",
      quoted(config.id2label[most]),
      ` changes most, by ${signed(changes[most])}.`,
    ),
    tableOf("Logits, in log-odds", ["label", "text 1", "text 2", "change"], rows),
  );
}

function signed(change: number): string {
  return `${change > 0 ? "+" : ""}${formatNumber(change)}`;
}
