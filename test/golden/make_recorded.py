#!/usr/bin/env python3
"""Writes data/recorded/*.npz from the JSON files in which the models' logits were recorded.

    python make_recorded.py FOLDER_OF_JSON ../../data/recorded
"""
import json
import sys
from pathlib import Path

import numpy as np

source, target = map(Path, sys.argv[1:3])
for path in sorted(source.glob("*.json")):
    stored = json.loads(path.read_text())
    logits = np.array(stored["logits"], dtype=np.float32)
    # float32 keeps the five decimals of the record.
    assert (np.abs(logits - np.array(stored["logits"])) < 5e-6).all()
    labels = np.array(stored["label_ids"], dtype=np.uint8)
    np.savez_compressed(target / f"{path.stem}.npz", predictions=logits, label_ids=labels)
    print(path.stem, logits.shape, labels.shape, (target / f"{path.stem}.npz").stat().st_size)
