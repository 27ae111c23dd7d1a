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

import mapie.conformity_scores.sets.aps
import numpy as np
import torch
from mapie.metrics.calibration import _calc_bins
from model_diagnostics.scoring import SquaredError, LogLoss, decompose
from netcal.metrics import ACE, ECE, MCE
from relplot.metrics import binnedECE, smECE
from crepes import ConformalClassifier
from crepes.extras import hinge
from mapie.classification import SplitConformalClassifier
from scipy.optimize import linprog, minimize
from scipy.stats import binomtest
from sklearn import metrics
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import _SigmoidCalibration, calibration_curve
from sklearn.isotonic import IsotonicRegression
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


ranks = np.random.default_rng(20261129)


def ranking_set(i):
    """Scores with ties; every class occurs."""
    k = 2 if i % 2 else int(ranks.integers(3, 5))
    n = int(ranks.integers(3 * k, 30))
    z = np.round(ranks.normal(size=(n, k)) * 2, 1 if i % 3 else 3)
    p = softmax(z)
    y = np.concatenate([np.arange(k), ranks.integers(0, k, n - k)])
    w = ranks.integers(1, 5, n)
    out = {"z": z, "p": p, "y": y, "w": w}
    if k == 2:
        roc = metrics.roc_curve(y, p[:, 1], drop_intermediate=False)
        out["roc"] = [roc[0].tolist(), roc[1].tolist(), roc[2][1:].tolist()]
        out["pr"] = [c.tolist() for c in metrics.precision_recall_curve(y, p[:, 1])]
        out["ap"] = [metrics.average_precision_score(y, p[:, 1], sample_weight=v) for v in (None, w)]
        out["auc"] = {"plain": metrics.roc_auc_score(y, p[:, 1]), "sample_weight": metrics.roc_auc_score(y, p[:, 1], sample_weight=w)}
        slope, intercept = _platt(z[:, 1] - z[:, 0], y)
        out["platt"] = [slope, intercept]
        iso = IsotonicRegression(out_of_bounds="clip").fit(p[:, 1], y)
        out["isotonic"] = iso.predict(np.linspace(0, 1, 11))
    else:
        auc = {f"{m} {a}": metrics.roc_auc_score(y, p, multi_class=m, average=a) for m in ("ovr", "ovo") for a in ("macro", "weighted")}
        auc["ovr micro"] = metrics.roc_auc_score(y, p, multi_class="ovr", average="micro")
        auc["ovr weighted sample_weight"] = metrics.roc_auc_score(y, p, multi_class="ovr", average="weighted", sample_weight=w)
        out["auc"] = auc
        out["ap"] = [metrics.average_precision_score(y == 0, p[:, 0])]
        if i < 120:
            out["vector"] = vector_scaling(z, y)
    predicted = p.argmax(axis=1)
    out["predicted"] = predicted
    out["fbeta"], out["jaccard"] = {}, {}
    for average in ("macro", "micro", "weighted", None):
        for name, weight in (("plain", None), ("sample_weight", w)):
            args = dict(average=average, labels=list(range(k)), sample_weight=weight, zero_division=0)
            out["fbeta"][f"{average} {name}"] = metrics.fbeta_score(y, predicted, beta=0.5, **args)
            out["jaccard"][f"{average} {name}"] = metrics.jaccard_score(y, predicted, **args)
    out["fbeta labels"] = metrics.fbeta_score(y, predicted, beta=2, labels=[1], average="macro", zero_division=1)
    out["kappa"] = {str(v): metrics.cohen_kappa_score(y, predicted, weights=v) for v in (None, "linear", "quadratic")}
    out["kappa"]["sample_weight"] = metrics.cohen_kappa_score(y, predicted, sample_weight=w)
    other = ranks.integers(0, k, n)
    a, b = int(np.sum((predicted == y) & (other != y))), int(np.sum((predicted != y) & (other == y)))
    out["other"] = other
    out["mcnemar"] = binomtest(min(a, b), a + b, 0.5).pvalue if a + b else 1.0
    return clean(out)


def _platt(scores, y):
    fit = _SigmoidCalibration().fit(scores, y)
    return fit.a_, fit.b_


def vector_scaling(z, y):
    """Weights and biases of the least log loss; None where a linear program finds some that put no true class behind another one."""
    n, k = z.shape
    gaps = []
    for row, label in zip(z, y):
        for j in range(k):
            if j != label:
                gap = np.zeros(2 * k)
                gap[label], gap[k + label], gap[j], gap[k + j] = row[label], 1, -row[j], -1
                gaps.append(gap)
    gaps = np.array(gaps)
    ahead = linprog(-gaps.sum(axis=0), A_ub=-gaps, b_ub=np.zeros(len(gaps)), bounds=[(-1, 1)] * (2 * k))
    if -ahead.fun > 1e-7:
        return None

    def loss(at):
        u = z * at[:k] + at[k:]
        e = np.exp(u - u.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        miss = p - np.eye(k)[y]
        slopes = np.concatenate([(miss * z).mean(axis=0), miss.mean(axis=0)])
        return -np.log(p[np.arange(n), y]).mean(), slopes

    fit = minimize(loss, np.concatenate([np.ones(k), np.zeros(k)]), jac=True, method="BFGS", options={"gtol": 1e-11, "maxiter": 5000})
    weights, biases = fit.x[:k], fit.x[k:] - fit.x[k:].mean()
    return [[float(f"{v:.9g}") for v in values] for values in (weights, biases)]


class Ones:
    """What MAPIE draws for "aps", at its upper end, so that its sets are not left to chance."""

    def uniform(self, size):
        return np.ones(size)


mapie.conformity_scores.sets.aps.check_random_state = lambda _: Ones()
splits = np.random.default_rng(20261130)


class Given(ClassifierMixin, BaseEstimator):
    """A classifier whose texts are their probabilities."""

    def fit(self, X, y):
        self.classes_ = np.arange(X.shape[1])
        self.n_features_in_ = X.shape[1]
        return self

    def predict_proba(self, X):
        return np.asarray(X)

    def predict(self, X):
        return np.asarray(X).argmax(axis=1)


def conformal_set(i):
    k = int(splits.integers(2, 6))
    n, m = int(splits.integers(5, 80)), 12
    z = np.round(splits.normal(size=(n + m, k)) * 2, 3)
    p = softmax(z)
    y = np.concatenate([np.arange(k), [splits.choice(k, p=q) for q in p[k:n]]])
    level = float(splits.choice([0.6, 0.8, 0.9]))
    out = {"z": z[:n], "y": y, "test": z[n:], "level": level}
    # MAPIE refuses a level that so few rows can't promise.
    if n > max(1 / level, 1 / (1 - level)) + 1e-9:
        for name in ("lac", "aps") if k > 2 else ("lac",):  # MAPIE refuses "aps" for two classes
            model = SplitConformalClassifier(Given().fit(p[:n], y), confidence_level=level, conformity_score=name, prefit=True)
            model.conformalize(p[:n], y)
            params = {"include_last_label": True} if name == "aps" else {}
            out[f"mapie {name}"] = model.predict_set(p[n:], conformity_score_params=params)[1][:, :, 0].astype(int)
    alphas, test = hinge(p[:n], np.arange(k), y), hinge(p[n:])
    out["crepes"] = ConformalClassifier().fit(alphas).predict_set(test, confidence=level, smoothing=False)
    by_class = ConformalClassifier().fit(alphas, bins=y)
    values = [by_class.predict_p(test, bins=np.full(m, c), smoothing=False)[:, c] for c in range(k)]
    out["crepes by class"] = (np.array(values).T > 1 - level).astype(int)
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
        "ranking": [ranking_set(i) for i in range(500)],
        "conformal": [conformal_set(i) for i in range(100)],
    }
    json.dump(result, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
