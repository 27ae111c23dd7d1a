#!/usr/bin/env python3
"""Writes the small files of predictions in this folder, as people have them, and says which versions wrote them.

    pip install numpy==2.4.6 pandas onnxruntime tokenizers
    python make_examples.py

The logits are those of the kit's own models `sst2` and `emotions` (data/models) on its own texts (data/reviews.jsonl,
data/emotions.jsonl), one text at a time. predictions.npy and predictions.npz are from test/golden/make_prediction_files.py.
"""
import json
import pathlib
import platform

import numpy as np
import onnxruntime
import pandas as pd
import tokenizers

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent


def texts_of(name, split):
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["split"] == split]


def logits_of(model, texts):
    folder = DATA / "models" / model
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    session = onnxruntime.InferenceSession(str(folder / "onnx" / "model_quantized.onnx"), providers=["CPUExecutionProvider"])
    wanted = {each.name for each in session.get_inputs()}
    rows = []
    for text in texts:
        encoded = tokenizer.encode(text)
        inputs = {"input_ids": encoded.ids, "attention_mask": encoded.attention_mask, "token_type_ids": encoded.type_ids}
        feed = {name: np.array([ids], dtype=np.int64) for name, ids in inputs.items() if name in wanted}
        rows.append(session.run(["logits"], feed)[0][0])
    return np.stack(rows).astype(np.float32)


def names_of(model):
    id2label = json.loads((DATA / "models" / model / "config.json").read_text(encoding="utf-8"))["id2label"]
    return [id2label[str(i)] for i in range(len(id2label))]


def softmax(logits):
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return shifted / shifted.sum(-1, keepdims=True)


reviews = texts_of("reviews", "test")
logits = logits_of("sst2", [row["text"] for row in reviews])
label_ids = np.array([names_of("sst2").index(row["label"]) for row in reviews])

# Logits alone, as np.save(output.predictions) leaves them, and the labels in a file of their own.
np.save(HERE / "reviews.npy", logits[:12])
np.save(HERE / "reviews-labels.npy", label_ids[:12])
# A whole test set with labels and texts.
np.savez_compressed(HERE / "reviews.npz", predictions=logits, label_ids=label_ids, texts=np.array([row["text"] for row in reviews]),
                    class_names=np.array(names_of("sst2")))
# A mistake that is often made: softmax, and softmax once more.
np.save(HERE / "softmaxed-twice.npy", softmax(softmax(logits[:12])))

emotions = [row for row in texts_of("emotions", "test") if len(row["labels"]) == 1]
names = names_of("emotions")
# Two texts of each label.
chosen = [row for name in names for row in [each for each in emotions if each["labels"] == [name]][:2]]
logits = logits_of("emotions", [row["text"] for row in chosen])

# What pipeline("text-classification", top_k=None)(texts) returns.
scores = [sorted(({"label": name, "score": float(score)} for name, score in zip(names, row)), key=lambda each: -each["score"])
          for row in softmax(logits)]
(HERE / "pipeline.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")

# A data frame: text, label, one column of logits for each class.
frame = pd.DataFrame({"text": [row["text"] for row in chosen], "label": [row["labels"][0] for row in chosen],
                      **{name: logits[:, i] for i, name in enumerate(names)}})
frame.to_csv(HERE / "frame.csv", index=False)

print("Python", platform.python_version(), *(f"{m.__name__} {m.__version__}" for m in [np, pd, onnxruntime, tokenizers]))
