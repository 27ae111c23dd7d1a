#!/usr/bin/env python3
"""Writes shapley.json: exact Shapley values of games of 1 to 9 players, by shap's exact explainer and by all orders.

    python make_shapley.py > shapley.json
"""
import itertools
import json
import platform

import numpy
import shap

rng = numpy.random.default_rng(20261128)


def by_shap(worths, players):
    """A model that looks up the worth of the players that are not masked; masked ones are 0."""
    def model(rows):
        return worths[(rows.astype(int) << numpy.arange(players)).sum(axis=1)]

    explainer = shap.explainers.Exact(model, numpy.zeros((1, players)))
    return explainer(numpy.ones((1, players))).values[0]


def by_orders(worths, players):
    """What each player adds when it comes, on average over all n! orders."""
    values = numpy.zeros(players)
    orders = list(itertools.permutations(range(players)))
    for order in orders:
        there = 0
        for player in order:
            values[player] += worths[there | 1 << player] - worths[there]
            there |= 1 << player
    return values / len(orders)


def game(players, scale):
    worths = (scale * rng.standard_normal(2**players)).round(4)
    values = by_shap(worths, players)
    if players <= 7:
        assert numpy.allclose(values, by_orders(worths, players), rtol=0, atol=1e-9 * scale)
    return {"players": players, "worths": worths.tolist(), "values": values.tolist()}


print(json.dumps({
    "about": {
        "generator": "make_shapley.py",
        "what": "worths of all coalitions (bit i of the index: player i is in it) and their Shapley values by"
                " shap.explainers.Exact; up to 7 players, itertools.permutations gives the same",
        "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "shap": shap.__version__},
    },
    "cases": [game(players, scale) for players in range(1, 10) for scale in (1, 1000)],
}))
