"""Measures scikit-learn, torchmetrics and netcal on logits in files, one request a line, for calibration.bench.ts."""
import json
import sys
import time
import warnings
from importlib.metadata import version

import numpy as np
import torch
from netcal.metrics import ECE
from netcal.scaling import TemperatureScaling
from sklearn.calibration import _TemperatureScaling
from sklearn.metrics import roc_auc_score
from torchmetrics.functional.classification import multiclass_auroc, multiclass_calibration_error

warnings.filterwarnings("ignore")
names = ["numpy", "scikit-learn", "torch", "torchmetrics", "netcal"]
print(", ".join(f"{name} {version(name)}" for name in names) + f", {torch.get_num_threads()} threads", flush=True)


def read(folder, n, k):
    z = np.fromfile(f"{folder}/logits-{n}.bin", dtype=np.float64).reshape(n, k)
    p = np.fromfile(f"{folder}/probabilities-{n}.bin", dtype=np.float64).reshape(n, k)
    y = np.fromfile(f"{folder}/labels-{n}.bin", dtype=np.int32).astype(np.int64)
    return {"z": z, "p": p, "y": y, "k": k, "tz": torch.from_numpy(z), "tp": torch.from_numpy(p), "ty": torch.from_numpy(y)}


def netcal_temperature(d):
    fit = TemperatureScaling()
    fit.fit(d["p"], d["y"])
    return 1 / float(np.ravel(fit.temperature)[0])


work = {
    "ece torchmetrics": lambda d: float(multiclass_calibration_error(d["tp"], d["ty"], d["k"], n_bins=15)),
    "ece netcal": lambda d: float(ECE(15).measure(d["p"], d["y"])),
    "ece of logits torchmetrics": lambda d: float(multiclass_calibration_error(d["tz"], d["ty"], d["k"], n_bins=15)),
    "temperature scikit-learn": lambda d: 1 / float(_TemperatureScaling().fit(d["z"], d["y"]).beta_),
    "temperature netcal": netcal_temperature,
    "auc scikit-learn": lambda d: float(roc_auc_score(d["y"], d["p"], multi_class="ovr")),
    "auc torchmetrics": lambda d: float(multiclass_auroc(d["tp"], d["ty"], d["k"])),
}
data = {}
for line in sys.stdin:
    request = json.loads(line)
    key = (request["n"], request["k"])
    if key not in data:
        data = {key: read(request["folder"], *key)}
    start = time.process_time()
    value = work[request["work"]](data[key])
    print(json.dumps({"ms": 1000 * (time.process_time() - start), "value": value}), flush=True)
