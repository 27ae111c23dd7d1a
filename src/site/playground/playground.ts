import { labelThermometers } from "../../charts/labelThermometers.js";
import { logitPlayground } from "../../charts/logitPlayground.js";
import { temperatureTrajectories } from "../../charts/temperatureTrajectories.js";
import { wordEffects } from "../../charts/wordEffects.js";
import { register } from "../register.js";
import { askModels } from "./askModels.js";
import {
  type Case,
  caseOf,
  hashOf,
  type ModelName,
  models,
  temperatures,
  thresholds,
} from "./caseOf.js";
import { drawChart, loadDrawing } from "./drawChart.js";
import { byId, element } from "./elements.js";
import { keepAnswer, keptAnswer } from "./keptAnswer.js";
import { latest } from "./latest.js";
import type { ReadTexts } from "./messages.js";
import { showAnswers, showChange, thresholdOf } from "./showAnswers.js";

/** The page's program: what is typed and dragged goes into the case, and what is shown follows from it. */

const controls = {
  model: byId<HTMLSelectElement>("model"),
  text: byId<HTMLTextAreaElement>("text"),
  other: byId<HTMLTextAreaElement>("other"),
  temperature: byId<HTMLInputElement>("temperature"),
  threshold: byId<HTMLInputElement>("threshold"),
  words: byId<HTMLSelectElement>("class"),
};
let shown: Case = caseOf(location.hash);
let read: { model: ModelName; is: ReadTexts } | undefined;
/** The model that the worker has opened. */
let opened: ModelName | undefined;

const ask = askModels({
  loading: (model, loaded, total) => {
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
    showProgress(`${model}: ${megabytes(loaded)} of ${megabytes(total)} MB`, loaded / total);
  },
  texts: (done, total) => showProgress(`${done} of ${total} texts read`, done / total),
});

// --- From the case to the model, and back.

const readTexts = latest(
  async ({ model, text, other }: Case) => {
    const texts = other === "" ? [text] : [text, other];
    const kept = read ? undefined : keptAnswer(model, texts);
    if (kept) take(model, kept);
    if (read?.model !== model) say(`Loading the model ${model} …`, 0);
    const is = await ask.read(model, texts);
    showProgress();
    if (opened !== model) keepForLater(model);
    opened = model;
    keepAnswer(model, is);
    take(model, is);
  },
  (error) => {
    showProgress();
    say(`The model can't be run: ${messageOf(error)}`, 0);
  },
);

/** Takes what was read into the controls, and shows it. */
function take(model: ModelName, is: ReadTexts): void {
  if (read?.model !== model) {
    const labels = Object.values(is.config.id2label);
    controls.words.replaceChildren(
      element("option", { value: "" }, "the predicted one"),
      ...labels.map((label) => element("option", { value: label }, label)),
    );
  }
  controls.words.value = shown.words ?? "";
  read = { model, is };
  showRead();
}

const explain = latest(
  async ({ model, text, words }: Case, reading: Promise<void> | undefined) => {
    // What is said of the reading, later, would take the place of what is said here.
    await reading;
    byId("words-fault").textContent = "";
    say("Explaining the words …", 0);
    const effects = await ask.words(model, text, words || undefined);
    showProgress();
    if (shown.model !== model || shown.text !== text || shown.words === null) return;
    const chart = wordEffects(effects);
    drawChart(byId("words-chart"), chart);
    say(`${chart.title}.`, 0);
  },
  (error) => {
    showProgress();
    // Texts that were overtaken are no fault.
    if (shown.words === null) return;
    say(messageOf(error), 0);
    // Where a person looks who has pressed the button: what is said stands at the top of the page.
    byId("words-fault").textContent = messageOf(error);
  },
);

/** Shows what was read, at the case's temperature and threshold. */
function showRead(): void {
  if (!read) return;
  const { config, texts } = read.is;
  byId("answer").hidden = false;
  byId("words").hidden = false;
  const said = showAnswers(read.is, shown);
  showChange(read.is);
  const isSigmoid = config.problem_type === "multi_label_classification";
  controls.threshold.min = String(isSigmoid ? thresholds.lowest : 0);
  controls.threshold.value = String(thresholdOf(config, shown));
  byId("threshold-is").textContent = formatted(thresholdOf(config, shown));
  byId("more-says").textContent = isSigmoid
    ? "A threshold for each label"
    : "The same logits at every temperature";
  const logits = Array.from(texts[0].logits);
  const labels = Object.values(config.id2label);
  if (isOpen("more")) {
    const chart = isSigmoid ? labelThermometers : temperatureTrajectories;
    drawChart(byId("more-chart"), chart(logits, labels));
  }
  if (isOpen("by-hand")) drawChart(byId("by-hand-chart"), logitPlayground(logits, labels));
  say(said.map((each, i) => (said.length > 1 ? `Text ${i + 1}: ${each}` : each)).join(" "));
}

const isOpen = (id: string) => byId<HTMLDetailsElement>(id).open;
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const formatted = (number: number) => String(Number(number.toPrecision(3)));

/** Changes the case, and what is shown by it. */
function change(to: Partial<Case>): void {
  const before = shown;
  const isAnother = (names: (keyof Case)[]) => names.some((name) => shown[name] !== before[name]);
  shown = { ...shown, ...to };
  if (isAnother(["model", "text"]) && to.words === undefined) {
    shown = { ...shown, words: null };
    byId("words-chart").hidden = true;
    byId("words-fault").textContent = "";
  }
  writeAddress();
  showTemperature();
  const isFirst = !read;
  const isNew = isFirst || isAnother(["model", "text", "other"]);
  const reading = isNew ? readTexts(shown) : undefined;
  if (!isNew) showRead();
  if (shown.words !== null && (isFirst || isAnother(["model", "text", "words"]))) {
    explain(shown, reading);
  }
}

/** Takes a case into the controls, and shows it. */
function open(next: Case): void {
  controls.model.value = next.model;
  controls.text.value = next.text;
  controls.other.value = next.other;
  controls.temperature.value = String(stopOf(next.temperature));
  byId("words-chart").hidden = true;
  change(next);
}

// Browsers refuse addresses that change many times a second.
let addressTimer = 0;
function writeAddress(): void {
  clearTimeout(addressTimer);
  addressTimer = window.setTimeout(() => history.replaceState(null, "", hashOf(shown)), 250);
}

// --- What is moved. The temperature's steps are equal ratios, and what is shown is the temperature itself.

const { lowest, highest } = temperatures;
const stopOf = (temperature: number) =>
  Math.round((100 * Math.log(temperature / lowest)) / Math.log(highest / lowest));
const temperatureAt = (stop: number) =>
  Number((lowest * (highest / lowest) ** (stop / 100)).toPrecision(3));

function showTemperature(): void {
  byId("temperature-is").textContent = formatted(shown.temperature);
  controls.temperature.setAttribute("aria-valuetext", formatted(shown.temperature));
}

for (const [name, label] of Object.entries(models)) {
  controls.model.append(element("option", { value: name }, label));
}
controls.model.addEventListener("change", () => {
  // Another model has another usual threshold.
  change({ model: controls.model.value as ModelName, threshold: null });
});
controls.text.addEventListener("input", () => change({ text: controls.text.value }));
controls.other.addEventListener("input", () => change({ other: controls.other.value }));
controls.temperature.addEventListener("input", () =>
  change({ temperature: temperatureAt(controls.temperature.valueAsNumber) }),
);
controls.threshold.addEventListener("input", () =>
  change({ threshold: controls.threshold.valueAsNumber || null }),
);
byId("explain").addEventListener("click", () => {
  shown = { ...shown, words: null };
  change({ words: controls.words.value });
});
controls.words.addEventListener("change", () => {
  if (shown.words !== null) change({ words: controls.words.value });
});
for (const id of ["more", "by-hand"]) byId(id).addEventListener("toggle", showRead);
byId("case").addEventListener("submit", (event) => event.preventDefault());
byId("again").addEventListener("click", () => open(caseOf("")));
byId("share").addEventListener("click", async () => {
  history.replaceState(null, "", hashOf(shown));
  const copied = await navigator.clipboard?.writeText(location.href).then(
    () => true,
    () => false,
  );
  say(copied ? "Copied." : "Copy the address of this page: it has the whole case.", 0);
});
// By now the address may be the one that was waiting to be written.
addEventListener("hashchange", ({ newURL }) => open(caseOf(new URL(newURL).hash)));
// A link to the same page would replace the case in the address.
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});

// --- What is said, to a screen reader, too: once the page has come to rest.

let sayTimer = 0;
function say(text: string, after = 500): void {
  clearTimeout(sayTimer);
  sayTimer = window.setTimeout(() => {
    byId("status").textContent = text;
  }, after);
}

function showProgress(text?: string, share = 0): void {
  byId("loading").hidden = text === undefined;
  byId("bar-says").textContent = text ?? "";
  byId<HTMLProgressElement>("bar").value = share;
}

// --- Predictions of a person's own.

const readFile = latest(
  async (file: Blob, name: string) => {
    const { readOwn } = await import("./readOwn.js");
    const { said, elements } = await readOwn(new Uint8Array(await file.arrayBuffer()), name);
    byId("diagnosis").replaceChildren(...elements);
    say(said, 0);
  },
  (error) => {
    byId("diagnosis").replaceChildren(element("p", {}, element("bdi", {}, messageOf(error))));
    say(messageOf(error), 0);
  },
);

const drop = byId("drop");
byId<HTMLInputElement>("file").addEventListener("change", ({ target }) => {
  const [file] = (target as HTMLInputElement).files ?? [];
  if (file) readFile(file, file.name);
});
byId("read").addEventListener("click", () => {
  const { value } = byId<HTMLTextAreaElement>("pasted");
  readFile(new Blob([value]), /^\s*[[{]/.test(value) ? "pasted.json" : "pasted.csv");
});
// A file that is dropped beside the box would replace the page.
addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.toggle("is-over", event.target instanceof Node && drop.contains(event.target));
});
addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("is-over");
  const file = event.dataTransfer?.files[0];
  if (file) readFile(file, file.name);
});

// --- For the next visit, without a network.

const site = new URL("../", import.meta.url);

/** The worker asks for files of which this page doesn't hear. */
function keepForLater(model: ModelName): void {
  const ofModel = ["config.json", "tokenizer.json", "tokenizer_config.json"];
  const files = [
    ...["worker.js", "charts.js"].map((file) => `playground/${file}`),
    ...["mjs", "wasm"].map((type) => `live/kit/ort/ort-wasm-simd-threaded.${type}`),
    ...ofModel.map((file) => `live/files/data/models/${model}/${file}`),
  ];
  const keep = async () => {
    await import("./readOwn.js");
    await register(
      site,
      files.map((file) => new URL(file, site).href),
    );
  };
  void keep();
}

open(shown);
// While the model is opened, this page has nothing else to do. Whoever draws hears of what fails.
loadDrawing().catch(() => {});
