import { suggestion } from "../logits/checks.js";
import type { ClassifierConfig } from "../logits/config.js";
import { noLabel } from "../logits/labelColumn.js";
import { note } from "../logits/note.js";
import type { Classifier } from "../model/Classifier.js";
import type { TextInput } from "../model/encodeTexts.js";
import { readClassifierHead } from "../model/readClassifierHead.js";
import { readConfig } from "../model/readConfig.js";
import type { ModelOutputs, RunOptions } from "../model/runTexts.js";
import { stepsOfOutputs } from "./evaluationSteps.js";
import type { Row } from "./ForwardModel.js";
import { checkHead, headLogits, type TrainerHead } from "./head.js";
import { classifierLabels } from "./labels.js";
import { checkLoss, checkProblemType, type Loss, problemTypeOf } from "./loss.js";
import type { LabelIds } from "./PredictionOutput.js";
import type { EvaluationStep } from "./predictionStep.js";
import { checkRows, textsOf } from "./rows.js";
import { TrainerError } from "./TrainerError.js";
import type { ClassWeights, DatasetRows } from "./TrainerOptions.js";

/** A data set in the form that training needs: the encoder's vectors, `[n, 384]`, and one label for every text. */
export interface LabelledVectors {
  rows: Row[];
  vectors: Float32Array[];
  labels: LabelIds;
}

/** What a Trainer's arguments say about labels and loss. */
interface LossSettings {
  label_names?: readonly string[] | null;
  class_weights?: ClassWeights | undefined;
  label_smoothing_factor?: number;
}

/** A classifier whose last layer can be replaced. */
export class HeadedClassifier {
  /** The last layer in use, if it isn't the model's own. */
  head: TrainerHead | undefined;
  readonly #classifier: Classifier;
  readonly #settings: LossSettings;
  readonly #features = new FeatureCache();

  constructor(classifier: Classifier, head: TrainerHead | undefined, settings: LossSettings = {}) {
    this.#classifier = classifier;
    this.#settings = settings;
    this.head = head;
  }

  /** Labels and problem type of the head in use. */
  get config(): ClassifierConfig {
    return this.head ? readConfig(this.head) : this.#classifier.config;
  }

  /** Predicts a data set and cuts the results into batches of `batchSize`. */
  async steps(
    caller: string,
    dataset: DatasetRows,
    batchSize: number,
    { pooler_output: wantsPooled = false, ...options }: RunOptions,
  ): Promise<Iterable<EvaluationStep>> {
    const rows = checkRows(caller, dataset);
    const texts = textsOf(caller, rows);
    const labels = this.#labels(caller, rows, dataset);
    const loss = this.loss(caller, labels);
    const { head } = this;
    const known = head && this.#features.get(dataset, texts);
    const outputs = known
      ? { logits: [], pooler_output: known }
      : await encode(this.#classifier, texts, {
          ...options,
          pooler_output: wantsPooled || head !== undefined,
        });
    const vectors = outputs.pooler_output ?? [];
    const logits = head ? this.#logits(head, vectors) : outputs.logits;
    const results = { logits, ...(wantsPooled && { pooler_output: vectors }) };
    return stepsOfOutputs(rows, results, labels, loss, batchSize);
  }

  /** The same with any head, for vectors that are already in memory. */
  stepsOf(
    head: TrainerHead,
    { rows, vectors, labels }: LabelledVectors,
    batchSize: number,
  ): Iterable<EvaluationStep> {
    const logits = this.#logits(head, vectors);
    return stepsOfOutputs(rows, { logits }, labels, this.loss("train", labels), batchSize);
  }

  /** The vectors and labels of a data set; the encoder runs only the first time. */
  async examples(
    name: "train_dataset" | "eval_dataset",
    dataset: DatasetRows | undefined,
    options: RunOptions,
  ): Promise<LabelledVectors> {
    if (!dataset) throw new TrainerError(`train needs a ${name}: new Trainer({ ${name}: rows })`);
    const rows = checkRows("train", dataset);
    if (rows.length === 0) throw new TrainerError(`train needs a ${name} with at least one row`);
    const labels = this.#labels(`train (${name})`, rows, dataset);
    if (!labels) throw new TrainerError(`train needs a label in every row of ${name}`);
    const isTraining = name === "train_dataset";
    if (isTraining && (labels as unknown[]).every((label) => label === noLabel)) {
      throw new TrainerError(
        `train needs at least one label that counts in ${name}: each of the ${rows.length} is ${noLabel}, which the loss leaves out`,
      );
    }
    const texts = textsOf("train", rows);
    const vectors = await this.#features.encode(this.#classifier, dataset, texts, options);
    return { rows, vectors, labels };
  }

  /** The head that training starts from: the one given or trained before, otherwise the model's own. */
  async startHead(): Promise<TrainerHead> {
    if (this.head) return this.head;
    const { name, config } = this.#classifier;
    const { id2label, problem_type } = config;
    try {
      return { ...(await readClassifierHead(name)), id2label, problem_type };
    } catch (cause) {
      throw new TrainerError(
        `train doesn't know the last layer of "${name}": give it a new one, new Trainer({ head: newHead({ id2label }) })`,
        { cause },
      );
    }
  }

  /** The loss of the model, given these labels. */
  loss(caller: string, labels: LabelIds | null): Loss {
    const { label_smoothing_factor = 0, class_weights } = this.#settings;
    const { id2label, num_labels } = this.config;
    const problem_type = checkProblemType(caller, problemTypeOf(this.config, labels ?? []));
    // As in Transformers, label smoothing is off where each label is decided separately; the Trainer says so.
    const isMulti = problem_type === "multi_label_classification";
    const loss: Loss = {
      problem_type,
      ...(label_smoothing_factor > 0 && !isMulti && { label_smoothing: label_smoothing_factor }),
      ...(class_weights && { class_weights: weightList(caller, class_weights, id2label) }),
    };
    checkLoss(caller, loss, num_labels);
    return loss;
  }

  #labels(caller: string, rows: readonly Row[], dataset: DatasetRows): LabelIds | null {
    const { label_names = null } = this.#settings;
    return classifierLabels(caller, rows, this.config, { label_names, dataset });
  }

  #logits(head: TrainerHead, vectors: readonly Float32Array[]): number[][] {
    if (vectors.length > 0) checkHead(head, this.config.num_labels, vectors[0].length);
    return vectors.map((vector) => headLogits(head, vector));
  }
}

/** Class weights by class index; those by name must have every label of the model. */
function weightList(
  caller: string,
  weights: ClassWeights,
  id2label: Readonly<Record<number, string>>,
): readonly number[] {
  if (typeof weights !== "object" || Array.isArray(weights) || ArrayBuffer.isView(weights)) {
    return weights as readonly number[];
  }
  const byName = weights as Readonly<Record<string, number>>;
  const labels = Object.values(id2label);
  const unknown = Object.keys(byName).find((name) => !labels.includes(name));
  if (unknown !== undefined) {
    throw new TrainerError(
      `${caller}: class_weights has "${unknown}", which is no label of the model${suggestion(unknown, labels)}`,
    );
  }
  const missing = labels.find((label) => !Object.hasOwn(byName, label));
  if (missing === undefined) return labels.map((label) => byName[label]);
  throw new TrainerError(
    `${caller}: class_weights needs a number for every label of the model, and has none for "${missing}"`,
  );
}

/** Keeps the encoder's vectors of data sets: the encoder doesn't change while a head is trained, so once is enough. */
class FeatureCache {
  readonly #known = new WeakMap<object, { texts: readonly TextInput[]; vectors: Float32Array[] }>();

  /** The vectors of a data set, `[n, 384]`, if they are in memory and its texts are still the same. */
  get(dataset: object, texts: readonly TextInput[]): Float32Array[] | undefined {
    const known = this.#known.get(dataset);
    const areSame =
      known?.texts.length === texts.length &&
      known.texts.every((text, i) => isSame(text, texts[i]));
    return areSame ? known.vectors : undefined;
  }

  /** The vectors of a data set, from memory if they are there, otherwise from the encoder. */
  async encode(
    classifier: Classifier,
    dataset: object,
    texts: readonly TextInput[],
    options: RunOptions,
  ): Promise<Float32Array[]> {
    const known = this.get(dataset, texts);
    if (known) return known;
    const outputs = await encode(classifier, texts, { ...options, pooler_output: true });
    const vectors = outputs.pooler_output ?? [];
    this.#known.set(dataset, { texts, vectors });
    return vectors;
  }
}

/** Whether two texts, or pairs, say the same. */
function isSame(one: TextInput, other: TextInput): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return one.text === other.text && one.text_pair === other.text_pair;
}

/** Runs a data set's texts through the classifier, with a note when some were too long for it. */
async function encode(
  classifier: Classifier,
  texts: readonly TextInput[],
  options: RunOptions,
): Promise<ModelOutputs> {
  const outputs = await classifier.outputs(texts, options);
  if (outputs.truncated > 0) {
    const isOne = outputs.truncated === 1;
    note(
      `${outputs.truncated} of ${texts.length} texts ${isOne ? "is" : "are"} longer than the model reads, and ` +
        `${isOne ? "was" : "were"} cut to its maximum`,
    );
  }
  if (options.pooler_output && texts.length > 0 && !outputs.pooler_output) {
    throw new TrainerError(
      `Trainer can put a head only on a model whose graph has the output "pooler_output", and "${classifier.name}" has none; ` +
        "the embedded models (sst2, emotions, emotions-multilabel) have it",
    );
  }
  return outputs;
}
