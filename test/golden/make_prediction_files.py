#!/usr/bin/env python3
"""Writes predictions/: files of predictions as Python users save them, and predictions.json, which says what is in each.

    python make_prediction_files.py

The numbers are drawn once (seed 20261128). Each entry of predictions.json has the float64 bits of what Python's own reader
gives back, row after row, as base64.
"""
import base64
import io
import json
import pathlib
import pickle
import platform

import ml_dtypes
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import safetensors
import safetensors.numpy
import safetensors.torch
import torch

HERE = pathlib.Path(__file__).parent
FOLDER = HERE / "predictions"
EXAMPLES = HERE.parent.parent / "data" / "examples"
FOLDER.mkdir(exist_ok=True)
EXAMPLES.mkdir(exist_ok=True)

rng = np.random.default_rng(20261128)
WIDE = rng.normal(0, 4, (5, 3))
WIDE[0] = [-0.0, 1e-310, 65504.0]  # a sign, a subnormal number, float16's largest
F32 = WIDE.astype(np.float32)
F16 = WIDE.astype(np.float16)
BF16 = F32.astype(ml_dtypes.bfloat16)
LABELS = np.array([2, 0, 1, 1, 0], dtype=np.int64)
HOT = np.array([[1, 0, 1], [0, 0, 0], [0, 1, 0], [1, 1, 1], [0, 0, 1]])
NAMES = ["anger", "joy", "fear"]
TEXTS = ["plain", 'with "quotes", and commas', "two\nlines", "señor 😀", " spaces "]
PROBS = np.exp(WIDE - WIDE.max(1, keepdims=True))
PROBS /= PROBS.sum(1, keepdims=True)
ID2LABEL = {str(i): name for i, name in enumerate(NAMES)}

cases = []


def case(name, write, data, numbers="unknown", options=None, **known):
    """Writes a file and notes what is in it."""
    write(FOLDER / name)
    data = np.asarray(data).astype(np.float64)
    bits = base64.b64encode(np.ascontiguousarray(data).astype("<f8").tobytes()).decode()
    cases.append({"file": name, "dims": list(data.shape), "float64": bits, "numbers": numbers,
                  **({"options": options} if options else {}), **known})


def text(content):
    return lambda path: path.write_bytes(content.encode("utf-8"))


def refused(name, write, says):
    write(FOLDER / name)
    cases.append({"file": name, "refused": says})


def frame(values=WIDE, names=NAMES, **more):
    return pd.DataFrame(values, columns=names).assign(**more)


# numpy: every type, byte order and memory order
for array, dtype in [(F16, "float16"), (F32, "float32"), (WIDE, "float64")]:
    for order in ["<", ">"]:
        stored = array.astype(array.dtype.newbyteorder(order))
        side = "little" if order == "<" else "big"
        case(f"{dtype}-{side}.npy", lambda path, a=stored: np.save(path, a), array, dtype=dtype)
        case(f"{dtype}-{side}-fortran.npy", lambda path, a=stored: np.save(path, np.asfortranarray(a)), array, dtype=dtype)
case("transposed.npy", lambda path: np.save(path, np.ascontiguousarray(F32.T).T), F32, dtype="float32")
case("one-row.npy", lambda path: np.save(path, F32[1]), F32[1], dtype="float32")
case("one-column.npy", lambda path: np.save(path, F32[:, :1]), F32[:, :1], dtype="float32")
for version in [(1, 0), (2, 0), (3, 0)]:
    def write_version(path, version=version):
        with open(path, "wb") as out:
            np.lib.format.write_array(out, F32, version=version)
    case(f"version-{version[0]}.npy", write_version, F32, dtype="float32")
SPECIAL = np.array([[np.nan, np.inf], [-np.inf, 0]], dtype=np.float32)
case("special.npy", lambda path: np.save(path, SPECIAL), SPECIAL, dtype="float32")
case("named-wrongly.csv", lambda path: np.save(open(path, "wb"), F32), F32, dtype="float32",
     note="the name ends in .csv, and the contents are .npy")
labels_npy = FOLDER / "label_ids.npy"
np.save(labels_npy, LABELS)
case("with-labels-elsewhere.npy", lambda path: np.save(path, F32), F32, dtype="float32",
     options={"label_ids": "label_ids.npy"}, label_ids=LABELS.tolist())
refused("ids.npy", lambda path: np.save(path, LABELS), "class ids")
refused("bool.npy", lambda path: np.save(path, HOT.astype(bool)), "decisions")
refused("decisions.npy", lambda path: np.save(path, HOT), "decisions")
refused("bfloat16.npy", lambda path: np.save(path, BF16), "bfloat16")
refused("structured.npy", lambda path: np.save(path, np.zeros(2, dtype=[("a", "<f4"), ("b", "<i8")])), "structured")
refused("complex.npy", lambda path: np.save(path, WIDE.astype(complex)), "'<c16'")
refused("scalar.npy", lambda path: np.save(path, np.float32(1)), "shape []")
refused("extra-axis.npy", lambda path: np.save(path, F32[:, None]), ".squeeze(1)")
refused("no-rows.npy", lambda path: np.save(path, F32[:0]), "empty")
refused("texts.npy", lambda path: np.save(path, np.array(NAMES)), "texts")
RAGGED = np.empty(2, dtype=object)
RAGGED[:] = [[1.0], [1.0, 2.0]]
refused("ragged.npy", lambda path: np.save(path, RAGGED), "np.savez(")
# A PredictionOutput is a NamedTuple of these three.
OUTPUT = np.empty(3, dtype=object)
OUTPUT[:] = [F32, LABELS, {"test_loss": 0.5}]
refused("prediction-output.npy", lambda path: np.save(path, OUTPUT), "np.savez(")


def two_arrays(path):
    with open(path, "wb") as out:
        np.save(out, F32)
        np.save(out, LABELS)


refused("two-arrays.npy", two_arrays, "second array")

# .npz
case("savez.npz", lambda path: np.savez(path, predictions=F32, label_ids=LABELS), F32,
     dtype="float32", label_ids=LABELS.tolist(), array='array "predictions"')
case("compressed.npz", lambda path: np.savez_compressed(path, predictions=WIDE, label_ids=LABELS), WIDE,
     dtype="float64", label_ids=LABELS.tolist())
case("logits.npz", lambda path: np.savez(path, logits=np.asfortranarray(F16), labels=LABELS.astype(np.int8)), F16,
     numbers="logits", dtype="float16", label_ids=LABELS.tolist())
case("positional.npz", lambda path: np.savez(path, F32), F32, dtype="float32", array='array "arr_0"')
case("positional-output.npz", lambda path: np.savez(path, F32, LABELS, np.array({"loss": 1}, dtype=object)), F32,
     options={"label": "arr_1"}, dtype="float32", label_ids=LABELS.tolist())
case("multi-hot.npz", lambda path: np.savez(path, predictions=F32, label_ids=HOT.astype(np.float32)), F32,
     dtype="float32", label_ids=HOT.tolist())
case("multi-hot-bool.npz", lambda path: np.savez(path, predictions=F32, label_ids=HOT.astype(bool)), F32,
     label_ids=HOT.tolist())
case("uint8-labels.npz", lambda path: np.savez(path, predictions=F32, label_ids=LABELS.astype(np.uint8)[:, None]), F32,
     label_ids=LABELS.tolist())
case("big-endian-labels.npz", lambda path: np.savez(path, predictions=F32, label_ids=LABELS.astype(">i8")), F32,
     label_ids=LABELS.tolist())
case("named-labels.npz", lambda path: np.savez(path, predictions=F32, labels=np.array(NAMES)[LABELS],
                                                classes=np.array(NAMES), texts=np.array(TEXTS)), F32,
     label_ids=LABELS.tolist(), id2label=ID2LABEL, texts=TEXTS)
case("several.npz", lambda path: np.savez(path, first=F32, second=WIDE), WIDE, options={"name": "second"}, dtype="float64")
case("regression.npz", lambda path: np.savez(path, predictions=F32[:, 0], label_ids=F32[:, 1]), F32[:, :1],
     label_ids=F32[:, 1].astype(float).tolist())
refused("several-unnamed.npz", lambda path: np.savez(path, first=F32, second=WIDE), "{ name: ")
refused("object.npz", lambda path: np.savez(path, predictions=OUTPUT), "np.savez(")

# safetensors and torch
BITS = torch.tensor(F32).to(torch.bfloat16)
case("float32.safetensors", lambda path: safetensors.numpy.save_file(
    {"logits": F32, "label_ids": LABELS}, path, {"id2label": json.dumps(ID2LABEL)}), F32,
    numbers="logits", dtype="float32", label_ids=LABELS.tolist(), id2label=ID2LABEL)
case("float16.safetensors", lambda path: safetensors.numpy.save_file({"logits": F16}, path), F16,
     numbers="logits", dtype="float16")
case("float64.safetensors", lambda path: safetensors.numpy.save_file({"predictions": WIDE}, path), WIDE, dtype="float64")
case("bfloat16.safetensors", lambda path: safetensors.torch.save_file({"logits": BITS}, path), BITS.float().numpy(),
     numbers="logits", dtype="bfloat16")
case("tensor.pt", lambda path: torch.save(torch.tensor(F32), path), F32, dtype="float32")
case("bfloat16.pt", lambda path: torch.save(BITS, path), BITS.float().numpy(), dtype="bfloat16")
case("float16.pt", lambda path: torch.save(torch.tensor(F16), path), F16, dtype="float16")
case("transposed.pt", lambda path: torch.save(torch.tensor(np.ascontiguousarray(F32.T)).T, path), F32, dtype="float32")
case("every-other.pt", lambda path: torch.save(torch.tensor(np.repeat(WIDE, 2, 0))[::2], path), WIDE, dtype="float64")
case("dict.pt", lambda path: torch.save({"logits": torch.tensor(F32), "label_ids": torch.tensor(LABELS), "epoch": 3}, path),
     F32, numbers="logits", dtype="float32", label_ids=LABELS.tolist())
case("tuple.pt", lambda path: torch.save((torch.tensor(F32), torch.tensor(LABELS)), path), F32, options={"label": "1"},
     dtype="float32", label_ids=LABELS.tolist())
refused("numpy-inside.pt", lambda path: torch.save({"predictions": F32}, path), "numpy")
refused("old-format.pt", lambda path: torch.save(torch.tensor(F32), path, _use_new_zipfile_serialization=False), "old format")
refused("pickle.pkl", lambda path: path.write_bytes(pickle.dumps({"predictions": F32})), "pickle")

# JSON
ROWS = F32.tolist()
OUT = {"predictions": ROWS, "label_ids": LABELS.tolist(), "metrics": {"test_loss": 0.5}}
case("rows.json", text(json.dumps(ROWS)), F32, dtype="text")
case("row.json", text(json.dumps(ROWS[1])), F32[1])
case("rows-indented.json", text(json.dumps(WIDE.tolist(), indent=2)), WIDE)
case("special.json", text(json.dumps(SPECIAL.tolist())), SPECIAL)
case("prediction-output.json", text(json.dumps(OUT)), F32, label_ids=LABELS.tolist())
case("logits.json", text(json.dumps({"logits": ROWS, "labels": [NAMES[i] for i in LABELS], "id2label": ID2LABEL,
                                     "texts": TEXTS})), F32, numbers="logits", label_ids=LABELS.tolist(),
     id2label=ID2LABEL, texts=TEXTS)
case("tensor.json", text(json.dumps({"data": F32.ravel().tolist(), "dims": [5, 3]})), F32)


def scored(row, order):
    return [{"label": NAMES[i], "score": float(PROBS[row][i])} for i in order]


SORTED = [scored(row, np.argsort(-PROBS[row])) for row in range(5)]
ALPHABETICAL = [0, 2, 1]
case("pipeline.json", text(json.dumps(SORTED)), PROBS[:, ALPHABETICAL], numbers="probabilities",
     id2label={"0": "anger", "1": "fear", "2": "joy"})
case("pipeline-in-order.json", text(json.dumps(SORTED)), PROBS, numbers="probabilities",
     options={"id2label": NAMES}, id2label=ID2LABEL)
case("pipeline-one.json", text(json.dumps(SORTED[1])), PROBS[1][ALPHABETICAL], numbers="probabilities")
case("pipeline-placeholders.json", text(json.dumps([[{"label": f"LABEL_{i}", "score": float(PROBS[row][i])}
                                                     for i in np.argsort(-PROBS[row])] for row in range(5)])), PROBS,
     numbers="probabilities", id2label={str(i): f"LABEL_{i}" for i in range(3)})
refused("pipeline-best.json", text(json.dumps([one[0] for one in SORTED])), "top_k=None")
refused("pipeline-top2.json", text(json.dumps([one[:2] for one in SORTED])), "top_k=None")
refused("ids.json", text(json.dumps(LABELS.tolist())), "class ids")
for orient in ["records", "columns", "split", "index", "table"]:
    def write_frame(path, orient=orient):
        frame(label=[NAMES[i] for i in LABELS]).to_json(path, orient=orient, double_precision=15)
    # to_json rounds to 15 decimals; Python's json reads what is left exactly.
    back = json.loads(frame().to_json(orient="values", double_precision=15))
    case(f"frame-{orient}.json", write_frame, back, label_ids=LABELS.tolist(), id2label=ID2LABEL)
case("frame-values.json", lambda path: pd.DataFrame(F32.astype(float)).to_json(path, orient="values", double_precision=15),
     json.loads(pd.DataFrame(F32.astype(float)).to_json(orient="values", double_precision=15)))
case("dict-of-lists.json", text(json.dumps({"text": TEXTS, "label": LABELS.tolist(), "logits": ROWS})), F32,
     numbers="logits", label_ids=LABELS.tolist(), texts=TEXTS)
case("records-with-scores.json", text(json.dumps([{"text": TEXTS[i], "scores": SORTED[i]} for i in range(5)])),
     PROBS[:, ALPHABETICAL], numbers="probabilities", texts=TEXTS)

# JSON Lines
case("rows.jsonl", text("\n".join(json.dumps(row) for row in ROWS) + "\n"), F32)
case("records.jsonl", text("".join(json.dumps({"text": TEXTS[i], "label": NAMES[LABELS[i]], "logits": ROWS[i],
                                               "id": i}) + "\n" for i in range(5))), F32, numbers="logits", texts=TEXTS,
     options={"id2label": NAMES}, id2label=ID2LABEL, label_ids=LABELS.tolist())
case("scores.jsonl", text("".join(json.dumps({"text": TEXTS[i], "label": NAMES[LABELS[i]], "scores":
                                              {name: float(p) for name, p in zip(NAMES, PROBS[i])}}) + "\n"
                                  for i in range(5))), PROBS[:, ALPHABETICAL], numbers="probabilities", texts=TEXTS,
     label_ids=[{0: 0, 1: 2, 2: 1}[i] for i in LABELS.tolist()])
case("frame-lines.jsonl", lambda path: frame(label=LABELS).to_json(path, orient="records", lines=True, double_precision=15),
     back, label_ids=LABELS.tolist(), id2label=ID2LABEL)
case("pipeline.jsonl", text("".join(json.dumps(row) + "\r\n" for row in SORTED)), PROBS[:, ALPHABETICAL], numbers="probabilities")
case("lines-named.json", text("".join(json.dumps({"logits": row}) + "\n" for row in ROWS)), F32, numbers="logits")

# CSV and TSV
case("frame.csv", lambda path: frame().to_csv(path), WIDE, id2label=ID2LABEL, dtype="text")
case("frame-without-index.csv", lambda path: frame(text=TEXTS, label=[NAMES[i] for i in LABELS]).to_csv(path, index=False),
     WIDE, id2label=ID2LABEL, texts=TEXTS, label_ids=LABELS.tolist())
case("frame-float32.csv", lambda path: frame(F32).to_csv(path, index=False),
     pd.read_csv(io.StringIO(frame(F32).to_csv(index=False)), float_precision="round_trip").to_numpy(), id2label=ID2LABEL)
case("frame.tsv", lambda path: frame(label=LABELS).to_csv(path, sep="\t", index=False), WIDE, id2label=ID2LABEL,
     label_ids=LABELS.tolist())
case("semicolons.csv", lambda path: frame().to_csv(path, sep=";", index=False), WIDE, id2label=ID2LABEL)
case("numbered.csv", lambda path: pd.DataFrame(WIDE).to_csv(path), WIDE)
case("numbered-without-index.csv", lambda path: pd.DataFrame(WIDE).to_csv(path, index=False), WIDE)
case("backwards.csv", lambda path: frame(WIDE[:, ::-1], ["logit_2", "logit_1", "logit_0"]).to_csv(path, index=False), WIDE,
     numbers="logits")
case("logit-columns.csv", lambda path: frame(WIDE, [f"logit_{n}" for n in NAMES], label=LABELS, text=TEXTS).to_csv(path),
     WIDE, numbers="logits", id2label=ID2LABEL, label_ids=LABELS.tolist(), texts=TEXTS)
case("both-columns.csv", lambda path: frame(WIDE, [f"logit_{n}" for n in NAMES]).join(
    frame(PROBS, [f"prob_{n}" for n in NAMES])).to_csv(path), WIDE, numbers="logits", id2label=ID2LABEL)
case("both-columns-chosen.csv", lambda path: frame(WIDE, [f"logit_{n}" for n in NAMES]).join(
    frame(PROBS, [f"prob_{n}" for n in NAMES])).to_csv(path), PROBS, numbers="probabilities", id2label=ID2LABEL,
    options={"name": "prob"})
case("other-order.csv", lambda path: frame(label=[NAMES[i] for i in LABELS]).to_csv(path), WIDE[:, [1, 2, 0]],
     options={"id2label": ["joy", "fear", "anger"]}, label_ids=[{0: 2, 1: 0, 2: 1}[i] for i in LABELS.tolist()])
case("savetxt.csv", lambda path: np.savetxt(path, WIDE, delimiter=","), WIDE)
case("savetxt.txt", lambda path: np.savetxt(path, WIDE), WIDE)
case("savetxt-header.csv", lambda path: np.savetxt(path, WIDE, delimiter=",", header=",".join(NAMES)), WIDE, id2label=ID2LABEL)
case("list-in-cell.csv", lambda path: pd.DataFrame({"text": TEXTS, "logits": WIDE.tolist(), "label": LABELS}).to_csv(path),
     WIDE, numbers="logits", texts=TEXTS, label_ids=LABELS.tolist())
case("array-in-cell.csv", lambda path: pd.DataFrame({"logits": [str(row) for row in F32]}).to_csv(path),
     [[float(cell) for cell in str(row)[1:-1].split()] for row in F32], numbers="logits")
case("special.csv", lambda path: np.savetxt(path, SPECIAL, delimiter=","), SPECIAL)
refused("run-glue.txt", text("index\tprediction\n0\tjoy\n1\tfear\n"), "run_glue")
refused("shortened.csv", lambda path: pd.DataFrame({"logits": [str(np.arange(2000.0))]}).to_csv(path), "shortened")
refused("best.csv", lambda path: pd.DataFrame([one[0] for one in SORTED]).to_csv(path), "top_k=None")
refused("missing.csv", lambda path: frame(np.where(WIDE == WIDE[2, 1], np.nan, WIDE)).to_csv(path), 'row 2, column "joy" is empty')
refused("lengths.csv", lambda path: frame(n_tokens=[5, 7, 9, 3, 2]).to_csv(path, index=False), '"n_tokens"')

# Parquet
case("frame.parquet", lambda path: frame(label=LABELS, text=TEXTS).to_parquet(path), WIDE, dtype="float64",
     id2label=ID2LABEL, label_ids=LABELS.tolist(), texts=TEXTS)
for codec in ["none", "gzip", "zstd", "brotli", "lz4"]:
    case(f"{codec}.parquet", lambda path, c=codec: pq.write_table(
        pa.table({name: F32[:, i] for i, name in enumerate(NAMES)}), path, compression=c), F32, dtype="float32",
        id2label=ID2LABEL)
case("float16.parquet", lambda path: pq.write_table(pa.table({n: pa.array(F16[:, i]) for i, n in enumerate(NAMES)}), path),
     F16, dtype="float16", id2label=ID2LABEL)
case("lists.parquet", lambda path: pq.write_table(pa.table({"logits": pa.array(ROWS, pa.list_(pa.float32())),
                                                            "label_ids": LABELS}), path), F32, numbers="logits",
     dtype="float32", label_ids=LABELS.tolist())
case("fixed-lists.parquet", lambda path: pq.write_table(pa.table({"logits": pa.array(WIDE.tolist(), pa.list_(pa.float64(), 3))}),
                                                        path), WIDE, numbers="logits", dtype="float64")
case("row-groups.parquet", lambda path: pq.write_table(pa.table({n: WIDE[:, i] for i, n in enumerate(NAMES)}), path,
                                                       row_group_size=2), WIDE, id2label=ID2LABEL)
case("version-2.parquet", lambda path: pq.write_table(pa.table({n: WIDE[:, i] for i, n in enumerate(NAMES)}), path,
                                                      data_page_version="2.0", use_dictionary=False), WIDE)
case("scores.parquet", lambda path: pq.write_table(pa.Table.from_pylist(
    [{"text": TEXTS[i], "scores": SORTED[i]} for i in range(5)]), path), PROBS[:, ALPHABETICAL], numbers="probabilities",
    texts=TEXTS)
refused("labels.parquet", lambda path: pq.write_table(pa.table({"label": LABELS}), path), "labels and no logits")

# The examples of the documentation: made up
LOGITS = np.array([[-4.2, 4.5], [3.5, -3.25], [-0.75, 1.5], [2.0, -1.5]], dtype=np.float32)
np.save(EXAMPLES / "predictions.npy", LOGITS)
np.savez(EXAMPLES / "predictions.npz", predictions=LOGITS, label_ids=np.array([1, 0, 0, 0]))

(HERE / "predictions.json").write_text(json.dumps({
    "about": {
        "generator": "make_prediction_files.py, seed 20261128",
        "what": "what each file of predictions/ holds, as float64 bits (base64); or, for one that must be refused, words of the error",
        "versions": {"python": platform.python_version(), **{m.__name__: m.__version__ for m in
                                                              [np, pd, pa, safetensors, torch, ml_dtypes]}},
    },
    "cases": cases,
}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
print(len(cases), "files")
