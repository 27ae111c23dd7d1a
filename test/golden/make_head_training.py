"""Trains heads with the real Trainer of Transformers on given vectors, and writes what it logged: head_training.json.

Input: head_training_vectors.json, the pooled vectors of 45 sentences by the embedded emotions model, written by
`node test/golden/write_head_vectors.mjs` (after a build). Then, with torch 2.13.0 (CPU), transformers 5.23.0, accelerate 1.15.0:

    python test/golden/make_head_training.py

Every case runs in double precision, whose numbers ours must equal closely, and in PyTorch's usual single precision.
"""

import base64
import json
import math
import sys
import tempfile
from pathlib import Path

import accelerate
import numpy as np
import torch
import transformers
from transformers import Trainer, TrainingArguments

HERE = Path(__file__).parent
SOURCE = json.loads((HERE / "head_training_vectors.json").read_text())
VECTORS = torch.tensor(
    np.frombuffer(base64.b64decode(SOURCE["vectors"]), dtype="<f4").reshape(SOURCE["shape"]).copy()
)
LABELS = SOURCE["labels"]
SPLIT = 32  # the rest is for evaluation


class Head(torch.nn.Module):
    """Only the last layer: what it reads are the encoder's vectors."""

    def __init__(self, labels, dtype):
        super().__init__()
        self.classifier = torch.nn.Linear(VECTORS.shape[1], labels, dtype=dtype)
        # Starting weights that any language can compute: no random numbers to agree about.
        n = labels * VECTORS.shape[1]
        start = [0.02 * math.sin(1 + i) for i in range(n)]
        with torch.no_grad():
            self.classifier.weight.copy_(torch.tensor(start, dtype=torch.float64).reshape(labels, -1))
            self.classifier.bias.zero_()

    def forward(self, h, labels=None):
        logits = self.classifier(h)
        return {"loss": torch.nn.functional.cross_entropy(logits, labels), "logits": logits}


def accuracy(ev):
    return {"accuracy": float((ev.predictions.argmax(-1) == ev.label_ids).mean())}


CASES = [
    dict(name="one epoch, defaults", labels=2, args=dict(num_train_epochs=1)),
    dict(name="three epochs, larger steps", labels=2, args=dict(num_train_epochs=3, learning_rate=1e-3)),
    dict(name="warm-up, weight decay, much clipping", labels=2, args=dict(num_train_epochs=3, learning_rate=5e-3, warmup_steps=3, weight_decay=0.1, max_grad_norm=0.1)),
    dict(name="warm-up as a part, another seed, short last batch", labels=2, args=dict(num_train_epochs=2, learning_rate=1e-3, warmup_steps=0.25, seed=7, per_device_train_batch_size=5)),
    dict(name="no clipping, constant rate, other betas", labels=2, args=dict(num_train_epochs=2, learning_rate=1e-3, max_grad_norm=0, lr_scheduler_type="constant", adam_beta1=0.8, adam_beta2=0.99, adam_epsilon=1e-6)),
    dict(name="seven labels, steps cut off", labels=7, args=dict(max_steps=10, learning_rate=2e-3)),
    dict(name="data_seed, a part of an epoch", labels=2, args=dict(num_train_epochs=1.5, learning_rate=1e-3, data_seed=123, lr_scheduler_type="constant_with_warmup", warmup_steps=2)),
]


def train(case, dtype):
    labels = [y if case["labels"] == 2 else i % case["labels"] for i, y in enumerate(LABELS)]
    rows = [{"h": h.to(dtype), "labels": y} for h, y in zip(VECTORS, labels)]
    with tempfile.TemporaryDirectory() as folder:
        args = TrainingArguments(output_dir=folder, report_to="none", use_cpu=True, disable_tqdm=True, dataloader_pin_memory=False,
                                 save_strategy="no", eval_strategy="epoch", logging_steps=1, log_level="error", **case["args"])
        model = Head(case["labels"], dtype)
        order = []
        forward = model.forward
        keys = {tuple(h.to(dtype)[:4].tolist()): i for i, h in enumerate(VECTORS)}

        def spy(h, labels=None):
            if model.training:
                order.append([keys[tuple(row[:4].tolist())] for row in h])
            return forward(h, labels)

        model.forward = spy
        trainer = Trainer(model=model, args=args, train_dataset=rows[:SPLIT], eval_dataset=rows[SPLIT:], compute_metrics=accuracy)
        out = trainer.train()
        predictions = trainer.predict(rows[SPLIT:]).predictions
    timed = ("runtime", "per_second", "preparation_time")
    log = [{k: v for k, v in entry.items() if not k.endswith(timed) and k != "total_flos"} for entry in trainer.state.log_history]
    return order, {
        "W": model.classifier.weight.detach().tolist(),
        "b": model.classifier.bias.detach().tolist(),
        "log_history": log,
        "training_loss": out.training_loss,
        "global_step": out.global_step,
        "predictions": predictions.tolist(),
    }


def pack(result):
    """W as base64 of little-endian doubles: short, and exact."""
    packed = base64.b64encode(np.array(result.pop("W"), dtype="<f8").tobytes()).decode()
    return {"W": packed, **result}


cases = []
for case in CASES:
    order, double = train(case, torch.float64)
    same_order, single = train(case, torch.float32)
    assert order == same_order
    apart = np.abs(np.array(double["W"]) - np.array(single["W"])).max()
    print(f"{case['name']}: {double['global_step']} steps; single and double precision are {apart:.1e} apart", file=sys.stderr)
    cases.append({**case, "order": order, "float64": pack(double), "float32": pack(single)})

(HERE / "head_training.json").write_text(
    json.dumps(
        {
            "about": {
                "generator": "make_head_training.py",
                "what": "Transformers' Trainer.train() of a linear layer on given vectors: data order, log, and the trained W and b.",
                "reading": "rows 0 to 31 of head_training_vectors.json are trained on, the others evaluated; with 7 labels row i has label i mod 7. "
                "W starts at 0.02·sin(1 + i) in row-major order, b at 0. W: base64 of little-endian float64, [labels, 384].",
                "versions": {"python": sys.version.split()[0], "torch": torch.__version__, "transformers": transformers.__version__, "accelerate": accelerate.__version__},
                "train_rows": SPLIT,
            },
            "cases": cases,
        }
    )
    + "\n"
)
