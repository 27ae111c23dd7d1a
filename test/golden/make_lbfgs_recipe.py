#!/usr/bin/env python3
"""Writes lbfgs_recipe.json: where the widespread recipe for a temperature ends, by torch.

The recipe is `set_temperature` of gpleiss/temperature_scaling (temperature_scaling.py): LBFGS([temperature], lr=0.01, max_iter=50),
started at 1.5; many copies start at 1.

    python make_lbfgs_recipe.py > lbfgs_recipe.json
"""
import json
import platform
from pathlib import Path

import numpy
import torch

RECORDED = Path(__file__).parents[2] / "data" / "recorded"
ROWS = 200


def recipe(logits, labels, start, steps):
    temperature = torch.nn.Parameter(torch.ones(1, dtype=torch.float64) * start)
    optimizer = torch.optim.LBFGS([temperature], lr=0.01, max_iter=steps)

    def evaluate():
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(logits / temperature, labels)
        loss.backward()
        return loss

    optimizer.step(evaluate)
    return temperature.item()


def cases(name):
    with numpy.load(RECORDED / f"{name}.npz") as file:
        logits = torch.tensor(file["predictions"][:ROWS].astype("float64"))
        labels = torch.tensor(file["label_ids"][:ROWS].astype("int64"))
    return [
        {"recorded": name, "rows": ROWS, "start": start, "steps": steps, "temperature": recipe(logits, labels, start, steps)}
        for start in (1.0, 1.5)
        for steps in (50, 200)
    ]


print(json.dumps({
    "about": {
        "generator": "make_lbfgs_recipe.py",
        "what": "torch.optim.LBFGS([temperature], lr=0.01, max_iter=steps).step on the mean cross-entropy of the recorded logits",
        "versions": {"python": platform.python_version(), "torch": torch.__version__, "numpy": numpy.__version__},
    },
    "cases": cases("sst2-validation"),
}, indent=1))
