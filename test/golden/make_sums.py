#!/usr/bin/env python3
"""Writes sums.json: numpy's float32 sums of rows of 1 to 2,000 numbers, as bits, and its softmax of a few rows.

    python make_sums.py > sums.json

The rows are made by a rule (see `row`), so that the file holds only the sums.
"""
import json
import platform

import numpy as np


def row(n):
    """Number i is (7919 i + 104729 n mod 10007) / 10007 · 2^-(i mod 24), rounded to a float32: all exponents of a softmax."""
    i = np.arange(n, dtype=np.int64)
    return (((7919 * i + 104729 * n) % 10007) / 10007 * 2.0 ** -(i % 24)).astype(np.float32)


def softmax(outputs):
    """As transformers.pipelines.text_classification has it, 5.23.0."""
    maxes = np.max(outputs, axis=-1, keepdims=True)
    shifted_exp = np.exp(outputs - maxes)
    return shifted_exp / shifted_exp.sum(axis=-1, keepdims=True)


def softmax_case(n):
    logits = (8 * row(n) - 4).astype(np.float32)
    return {"n": n, "best": float(softmax(logits).max())}


def total(n):
    values = row(n)
    assert values.sum() == values.sum(axis=-1, keepdims=True)[0]
    return int(values.sum().view(np.uint32))


print(json.dumps({
    "about": {
        "generator": "make_sums.py",
        "what": "sums: the bits of row(n).sum(axis=-1) for n = 1 … 2000; softmax: the largest of softmax(8 row(n) - 4)",
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
    },
    "sums": [total(n) for n in range(1, 2001)],
    "softmax": [softmax_case(n) for n in (2, 7, 8, 9, 77, 100, 128, 129, 1000, 2000)],
}))
