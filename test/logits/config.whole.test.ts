import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeConfig } from "../../src/logits/config.js";
import { diagnose } from "../../src/logits/diagnose/diagnose.js";
import { postprocess } from "../../src/logits/pipelines/postprocess.js";
import { readConfig } from "../../src/model/readConfig.js";

const shipped = ["sst2", "emotions", "emotions-multilabel"].map((name): [string, object] => [
  name,
  JSON.parse(
    readFileSync(new URL(`../../data/models/${name}/config.json`, import.meta.url), "utf8"),
  ),
]);

/** Fields that the configs of each family have beside those of classification. */
const families: [string, object][] = [
  [
    "RoBERTa",
    {
      architectures: ["RobertaForSequenceClassification"],
      model_type: "roberta",
      gradient_checkpointing: false,
      max_position_embeddings: 514,
      type_vocab_size: 1,
      use_cache: true,
      problem_type: "multi_label_classification",
    },
  ],
  [
    "DistilBERT",
    {
      activation: "gelu",
      architectures: ["DistilBertForSequenceClassification"],
      attention_dropout: 0.1,
      dim: 768,
      dropout: 0.1,
      finetuning_task: "sst-2",
      hidden_dim: 3072,
      model_type: "distilbert",
      n_heads: 12,
      n_layers: 6,
      output_past: true,
      qa_dropout: 0.1,
      seq_classif_dropout: 0.2,
      sinusoidal_pos_embds: false,
      tie_weights_: true,
    },
  ],
  [
    "DeBERTa",
    {
      model_type: "deberta-v2",
      norm_rel_ebd: "layer_norm",
      num_attention_heads: 12,
      pooler_dropout: 0,
      pooler_hidden_act: "gelu",
      pos_att_type: ["p2c", "c2p"],
      relative_attention: true,
      share_att_key: true,
    },
  ],
  [
    "an old one",
    { model_type: "bert", _num_labels: 2, torchscript: false, top_k: 50, top_p: 1, temperature: 1 },
  ],
];

describe("a model's whole config.json goes in as it is:", () => {
  it.each([
    ...shipped,
    ...families.map(([name, config]): [string, object] => [
      name,
      { id2label: { 0: "A", 1: "B" }, label2id: { A: 0, B: 1 }, ...config },
    ]),
  ])("%s", (_name, config) => {
    const complete = makeConfig(config);
    const row = Array.from({ length: complete.num_labels }, (_, index) => index - 1.5);
    expect(readConfig(config).num_labels).toBe(complete.num_labels);
    expect(postprocess(row, config)).toMatchObject({ label: expect.any(String) });
    expect(diagnose(row, config).kind).toBe("logits");
  });

  it("with placeholders in the one map and names in the other", () => {
    const placeholders = { LABEL_0: 0, LABEL_1: 1 };
    expect(makeConfig({ id2label: ["A", "B"], label2id: placeholders }).label2id).toEqual({
      A: 0,
      B: 1,
    });
    expect(makeConfig({ label2id: placeholders }).num_labels).toBe(2);
  });

  it("with indices that are text, or with only some of the labels in label2id", () => {
    const id2label = ["A", "B"];
    expect(makeConfig({ id2label, label2id: { A: "0", B: "1" } as never }).num_labels).toBe(2);
    expect(makeConfig({ id2label, label2id: { B: 1 } }).num_labels).toBe(2);
  });
});
