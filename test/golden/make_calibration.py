#!/usr/bin/env python3
"""Writes calibration_peers.json: what libraries say of the confidence and the ranking of random sets of scores.

    pip install scikit-learn torch==2.13.0 torchmetrics netcal mapie crepes relplot model-diagnostics
    python make_calibration.py > calibration_peers.json
"""
import json
import platform
import sys
import warnings
from importlib.metadata import version

import numpy as np
import torch
from mapie.metrics.calibration import _calc_bins
from model_diagnostics.scoring import SquaredError, LogLoss, decompose
from netcal.metrics import ACE, ECE, MCE
from relplot.metrics import binnedECE, smECE
from sklearn.calibration import calibration_curve
from torchmetrics.functional.classification import binary_calibration_error, multiclass_calibration_error
from torchmetrics.functional.classification.calibration_error import _ce_compute

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20261128)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def clean(value):
    return json.loads(json.dumps(value, default=lambda x: x.tolist() if hasattr(x, "tolist") else float(x)))


def guo(confidence, hit, n_bins):
    """gpleiss/temperature_scaling, _ECELoss.forward, in double precision."""
    edges = torch.linspace(0, 1, n_bins + 1, dtype=torch.float64)
    confidence, hit = torch.tensor(confidence), torch.tensor(hit)
    ece = 0.0
    for lower, upper in zip(edges[:-1], edges[1:]):
        inside = confidence.gt(lower.item()) * confidence.le(upper.item())
        share = inside.double().mean()
        if share.item() > 0:
            ece += (torch.abs(confidence[inside].mean() - hit[inside].mean()) * share).item()
    return ece


def kumar(confidence, hit, n_bins):
    """The debiased squared error of Kumar et al. (2019), equation (3), on equal-width bins (lower, upper], then its root."""
    binned = np.searchsorted(np.linspace(0, 1, n_bins + 1)[1:-1], confidence)
    total = 0.0
    for b in range(n_bins):
        c, h = confidence[binned == b], hit[binned == b]
        if len(c) > 1:
            y = h.mean()
            total += len(c) / len(confidence) * ((c.mean() - y) ** 2 - y * (1 - y) / (len(c) - 1))
    return max(total, 0.0) ** 0.5


def measures(confidence, hit, n_bins):
    """All conventions of one list of confidences."""
    t_conf, t_hit = torch.tensor(confidence), torch.tensor(hit)
    out = {
        "torchmetrics": {norm: float(_ce_compute(t_conf, t_hit, n_bins, norm)) for norm in ("l1", "l2", "max")},
        "guo": guo(confidence, hit, n_bins),
        "netcal": {
            "ece": float(ECE(n_bins).measure(confidence, hit)),
            "mce": float(MCE(n_bins).measure(confidence, hit)),
        },
        "relplot": float(binnedECE(confidence, hit, n_bins)),
        "kumar": kumar(confidence, hit, n_bins),
        "sklearn": {
            strategy: [c.tolist() for c in calibration_curve(hit, confidence, n_bins=n_bins, strategy=strategy)]
            for strategy in ("uniform", "quantile")
        },
    }
    edges, accs, confs, sizes = _calc_bins(hit, confidence, n_bins + 1, "uniform")
    out["mapie"] = float(np.sum(sizes / len(hit) * np.abs(accs - confs)))
    return out


def calibration_set(i):
    n, k = int(rng.integers(4, 30)), int(rng.choice([2, 2, 3, 4]))
    if i % 5 == 0:  # probabilities on the edges of bins
        cuts = np.sort(rng.integers(0, 11, size=(n, k - 1)), axis=1) / 10
        p = np.diff(np.concatenate([np.zeros((n, 1)), cuts, np.ones((n, 1))], axis=1), axis=1)
        p = np.round(p, 1)
        given, is_p = p, True
    else:
        z = np.round(rng.normal(size=(n, k)) * rng.choice([0.5, 2, 6]), 3)
        p = softmax(z)
        given, is_p = z, False
    y = np.array([rng.choice(k, p=q / q.sum()) for q in (p**0.5 if i % 3 else p)])
    n_bins = int(rng.choice([2, 5, 10, 15, 20]))
    top = np.minimum(p.max(axis=1), 1)
    hit = (p.argmax(axis=1) == y).astype(float)
    out = {"y": y, "p" if is_p else "z": given, "n_bins": n_bins, "top": measures(top, hit, n_bins)}
    if k == 2:
        positive = (y == 1).astype(float)
        out["positive"] = measures(p[:, 1], positive, n_bins)
        t = torch.tensor(p)
        public = [binary_calibration_error(t[:, 1], torch.tensor(y), n_bins, norm) for norm in ("l1", "l2", "max")]
    else:
        t = torch.tensor(p)
        public = [multiclass_calibration_error(t, torch.tensor(y), k, n_bins, norm) for norm in ("l1", "l2", "max")]
    out["torchmetrics_float32"] = [float(v) for v in public]
    if i % 4 == 0:
        out["smece"] = float(smECE(top, hit))
        if 0 < hit.mean() < 1:
            row = decompose(hit, top, scoring_function=SquaredError())
            out["corp"] = [float(row[name][0]) for name in ("score", "miscalibration", "discrimination", "uncertainty")]
    return clean(out)


def main():
    names = ["numpy", "scipy", "scikit-learn", "torch", "torchmetrics", "netcal", "mapie", "crepes", "relplot", "model-diagnostics"]
    result = {
        "about": {
            "generator": "make_calibration.py",
            "seed": 20261128,
            "versions": {"python": platform.python_version(), **{name: version(name) for name in names}},
            "reading": "z are logits [n][k], p probabilities; y the true classes. top: of the highest probability; positive: of class 1 of two.",
            "precision": "torchmetrics' own compute function in double; torchmetrics_float32 is its public function, which rounds to single precision",
        },
        "calibration": [calibration_set(i) for i in range(500)],
    }
    json.dump(result, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
