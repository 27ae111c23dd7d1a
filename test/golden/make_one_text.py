#!/usr/bin/env python3
"""Writes data/recorded/one-text.npz: the logits of one sentence by `emotions-multilabel`, run in several ways.

    python make_one_text.py ../../data/recorded/one-text.npz

The embedded graph has int8 weights and float arithmetic. Here its weights are written out as float32, and that graph is run as it
is, in half precision, and quantised dynamically, as the `q8` files of most models on the hub are: the scale of every layer's
input is then found while it runs, from all texts of the batch. `predictions` has a row for each way, `texts` says which.
"""
import platform
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import tokenizers
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.float16 import convert_float_to_float16

MODEL = Path(__file__).resolve().parents[2] / "data" / "models" / "emotions-multilabel"
TEXT = "I was nervous about the first rehearsal, but it was pure fun from beginning to end."
SHORT = "Yes!"
LONG = (
    "We were all holding our breath when the little drone vanished behind the cliff, and we screamed with delight when it "
    "came back with the lost kite."
)
ANGRY = "HOW DARE YOU!!! I am so angry that I could scream, scream, SCREAM!!!"


def with_float_weights(model):
    """The graph that quantize_weights.py was given, up to rounding: one float32 array for each int8 one with its scales."""
    graph = model.graph
    arrays = {tensor.name: tensor for tensor in graph.initializer}
    whole = {}

    def weights(name, scale_axis):
        values = numpy_helper.to_array(arrays[f"{name}_int8"]).astype(np.float32)
        scales = numpy_helper.to_array(arrays[f"{name}_scale"])
        return values * (scales[None, :] if scale_axis == 1 else scales[:, None])

    nodes, dropped = [], set()
    for node in graph.node:
        if node.op_type == "Gather" and node.input[0].endswith("_int8"):
            name, out = node.input[0][: -len("_int8")], node.output[0][: -len("_rows")]
            whole[name] = weights(name, 0)
            nodes.append(helper.make_node("Gather", [name, node.input[1]], [out], axis=0))
            dropped |= {f"{out}{end}" for end in ["_rows", "_scales", "_float", "_column"]}
    kept = []
    gathers = {node.output[0]: node for node in nodes}
    for node in graph.node:
        [out] = node.output if len(node.output) == 1 else [None]
        if node.op_type == "Mul" and node.input[0].endswith("_float") and f"{out}_int8" in arrays:
            shape = numpy_helper.to_array(arrays[f"{out}_shape"])
            whole[out] = weights(out, 1 if shape[0] == 1 else 0)
        elif out in gathers:
            kept.append(gathers[out])
        elif out in dropped or (out and out.rsplit("_", 1)[0] + "_int8" in arrays and out.endswith(("_float", "_scales"))):
            continue
        else:
            kept.append(node)
    used = {name for node in kept for name in node.input}
    initializers = [tensor for tensor in graph.initializer if tensor.name in used]
    initializers += [numpy_helper.from_array(array, name) for name, array in whole.items()]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(kept)
    graph.initializer.extend(initializers)
    onnx.checker.check_model(model)
    return model


tokenizer = tokenizers.Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def run(session, *others):
    tokenizer.enable_padding()
    encoded = tokenizer.encode_batch([TEXT, *others])
    columns = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
    feeds = {
        name: np.array([getattr(each, column) for each in encoded], dtype=np.int64)
        for name, column in columns.items()
        if name in {each.name for each in session.get_inputs()}
    }
    return session.run(["logits"], feeds)[0][0].astype(np.float32)


def open_model(path):
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


with tempfile.TemporaryDirectory() as folder:
    single, half, dynamic = (f"{folder}/{name}.onnx" for name in ["single", "half", "dynamic"])
    onnx.save(with_float_weights(onnx.load(str(MODEL / "onnx" / "model_quantized.onnx"))), single)
    onnx.save(convert_float_to_float16(onnx.load(single), keep_io_types=True), half)
    quantize_dynamic(single, dynamic, weight_type=QuantType.QUInt8)
    shipped = run(open_model(MODEL / "onnx" / "model_quantized.onnx"))
    single, half, dynamic = map(open_model, [single, half, dynamic])
    ways = {
        "float32, alone": run(single),
        "float32, beside a long text": run(single, LONG),
        "float16, alone": run(half),
        "dynamic int8, alone": run(dynamic),
        "dynamic int8, beside a short text": run(dynamic, SHORT),
        "dynamic int8, beside a long text": run(dynamic, LONG),
        "dynamic int8, beside an angry text": run(dynamic, ANGRY),
    }

assert np.abs(shipped - ways["float32, alone"]).max() < 1e-5
rows = np.stack(list(ways.values()))
np.savez_compressed(sys.argv[1], predictions=rows, texts=np.array(list(ways)))
print(
    "python", platform.python_version(), "onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__,
    "tokenizers", tokenizers.__version__, "numpy", np.__version__,
)
for name, row in ways.items():
    print(f"{name:36s}", np.round(row, 4), "off by at most", np.abs(row - rows[0]).max())
