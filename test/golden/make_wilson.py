#!/usr/bin/env python3
"""Writes wilson.json: Wilson's 95 % interval of successes out of n, by scipy.

    python make_wilson.py > wilson.json
"""
import json
import platform

import scipy
from scipy.stats import binomtest

PAIRS = [
    (81, 263), (15, 148), (0, 20), (1, 29),  # Newcombe (1998), table I
    (0, 1), (1, 1), (1, 2), (2, 2), (3, 4), (5, 10), (10, 10), (49, 50), (1, 100),
    (108, 120), (185, 200), (872, 872), (793, 872), (1, 10_000), (9_999, 10_000), (123_456, 1_000_000),
]


def interval(successes, n):
    low, high = binomtest(successes, n).proportion_ci(0.95, method="wilson")
    return {"successes": successes, "n": n, "proportion": successes / n, "lower": float(low), "upper": float(high)}


print(json.dumps({
    "about": {
        "generator": "make_wilson.py",
        "what": "scipy.stats.binomtest(successes, n).proportion_ci(0.95, method='wilson'), without continuity correction",
        "versions": {"python": platform.python_version(), "scipy": scipy.__version__},
    },
    "cases": [interval(successes, n) for successes, n in PAIRS],
}, indent=1))
