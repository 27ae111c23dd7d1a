#!/usr/bin/env python3
"""Writes third_example.json: what numpy makes of the third documented example, its failing last line included.

    python make_third_example.py > third_example.json

The probabilities are mpmath's, 80 digits rounded to the nearest double, so that they can be held to 1e-15.
"""
import json
import platform

import mpmath
import numpy as np

mpmath.mp.dps = 80
LOGITS = [[1.0, 2.0, 0.5], [0.2, 3.0, 1.0], [-1.0, 0.0, 2.0]]
CLASS_LABELS = ["A", "B", "C"]


def softmax(row):
    exponentials = [mpmath.exp(mpmath.mpf(logit)) for logit in row]
    return [float(e / mpmath.fsum(exponentials)) for e in exponentials]


def looked_up(indices):
    try:
        return {"label": CLASS_LABELS[indices]}
    except TypeError as error:
        return {"error": {"type": type(error).__name__, "message": str(error)}}


indices = np.argmax(np.array(LOGITS), axis=1)
print(json.dumps({
    "about": {
        "generator": "make_third_example.py",
        "what": "softmax by mpmath at 80 digits; argmax, and a list of labels indexed with its result, by numpy",
        "versions": {"python": platform.python_version(), "numpy": np.__version__, "mpmath": mpmath.__version__},
    },
    "logits": LOGITS,
    "class_labels": CLASS_LABELS,
    "probabilities": [softmax(row) for row in LOGITS],
    "indices": indices.tolist(),
    "list_indexed_with_array": looked_up(indices),
    "list_indexed_with_array_of_one": looked_up(indices[:1]),
    "labels_by_comprehension": [CLASS_LABELS[i] for i in indices],
    "labels_by_array": np.array(CLASS_LABELS)[indices].tolist(),
}, indent=1))
