"""Runs the real Trainer of Transformers on tiny torch modules, and PyTorch's losses, and writes what they gave: trainer_cases.json.

With torch 2.13.0 (CPU), transformers 5.23.0, accelerate 1.15.0:

    python test/golden/make_trainer_cases.py

Every run records what the module returned for each batch, so that any other model can return the same.
"""

import contextlib
import io
import json
import math
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")

import accelerate
import numpy as np
import torch
import transformers
from torch.nn.functional import cross_entropy
from transformers import PreTrainedConfig, Trainer, TrainingArguments

torch.set_num_threads(1)
HERE = Path(__file__).parent
TIMED = ("_runtime", "_per_second", "_preparation_time")


def plain(value):
    """Tensors and arrays as nested lists, tuples as lists, numbers as they are; what isn't finite as a text."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, (torch.Tensor, np.ndarray, np.generic)):
        return plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def structure(value):
    """What Python had: an array and its shape, or a tuple, list or dict of such."""
    if value is None:
        return None
    if isinstance(value, dict):
        return {"kind": "dict", "items": {key: structure(one) for key, one in value.items()}}
    if isinstance(value, (tuple, list)):
        return {"kind": type(value).__name__, "items": [structure(one) for one in value]}
    return {"kind": "array", "shape": list(np.shape(value)), "values": plain(np.asarray(value))}


# ================================================================================ predict and evaluate

Z = torch.tensor([[0.0, 1.0], [2.0, 0.0], [0.0, 3.0], [1.5, -0.5], [0.25, 0.5]])
Y = [1, 0, 1, 1, 0]
TOKENS = torch.tensor([[[round(math.sin(1 + 7 * i + 3 * t + k), 3) for k in range(3)] for t in range(4)] for i in range(5)])


class Model(torch.nn.Module):
    """Returns what `returns` makes of the batch's indices and labels, and keeps a record of it."""

    main_input_name = "x"

    def __init__(self, returns):
        super().__init__()
        self.config = PreTrainedConfig()
        self.unused = torch.nn.Parameter(torch.zeros(1))
        self.returns = returns
        self.record = []

    def forward(self, x, labels=None, y=None, y2=None):
        outputs = self.returns(x, labels if y is None else y)
        self.record.append(plain(outputs))
        return outputs


def named(**more):
    """A loss where there are labels, the logits, and more: functions of the indices, the logits and the labels."""
    def returns(x, labels):
        z = Z[x]
        loss = {} if labels is None else {"loss": cross_entropy(z, labels)}
        return {**loss, "logits": z, **{name: make(x, z, labels) for name, make in more.items()}}
    return returns


def tokens(x, labels):
    """Token classification: two tokens in even batches, three or four in others."""
    width = 2 + int(x.max()) % 3
    z = TOKENS[x][:, :width]
    if labels is None:
        return {"logits": z}
    return {"loss": cross_entropy(z.reshape(-1, 3), labels.reshape(-1)), "logits": z}


def token_labels(start, count):
    width = 2 + (start + count - 1) % 3
    return [[(i + t) % 3 if t < width - 1 or i % 2 else -100 for t in range(width)] for i in range(start, start + count)]


layers = lambda x, z, labels: (z * 2, z.sum(-1, keepdim=True).repeat(1, 3))
scalar = lambda x, z, labels: z.mean()
no_loss = lambda x, labels: {"logits": Z[x]}


class Counting:
    """For batch_eval_metrics: adds up over the batches, and answers when it is asked for the result."""

    def __init__(self):
        self.right, self.rows, self.calls = 0, 0, 0

    def __call__(self, ev, compute_result):
        self.calls += 1
        self.rows += len(ev.label_ids)
        self.right += int((ev.predictions.argmax(-1) == ev.label_ids).sum())
        if compute_result:
            return {"accuracy": self.right / self.rows, "calls": self.calls}
        return {"accuracy": -1}


METRICS = {
    "accuracy": lambda: lambda ev: {"accuracy": float((ev.predictions.argmax(-1) == ev.label_ids).mean())},
    "counting": Counting,
    "inputs and losses": lambda: lambda ev: {
        "last_input": int(ev.inputs[-1]), "inputs": len(ev.inputs), "losses": len(ev.losses), "mean_loss": float(ev.losses.mean()), "last_loss": float(ev.losses[-1]),
    },
    "are there inputs or losses?": lambda: lambda ev: {"inputs": int(ev.inputs is not None), "losses": int(ev.losses is not None)},
}

PREPROCESS = {
    "argmax and labels": lambda z, y: (z.argmax(-1), y),
    "softmax": lambda z, y: z.softmax(-1),
    "itself": lambda z, y: z,
    "argmax in a tuple": lambda z, y: (z.argmax(-1),),
    "argmax of the first output": lambda z, y: z[0].argmax(-1),
    "both turned": lambda z, y: (-z, z.flip(-1)),
}

LOSSES = {
    "twice the cross-entropy": lambda outputs, labels, num_items_in_batch=None: 2 * cross_entropy(outputs["logits"], labels),
    "sum over the number of items": lambda outputs, labels, num_items_in_batch=None: cross_entropy(outputs["logits"], labels, reduction="sum") / num_items_in_batch,
}

two_losses = lambda x, labels: {"loss": cross_entropy(Z[x], labels, reduction="none"), "logits": Z[x]}
RUNS = [
    dict(name="preprocess_logits_for_metrics returns a tuple", n=3, metrics=None, preprocess="argmax and labels"),
    dict(name="a tuple whose length is that of every batch", n=4, metrics=None, preprocess="argmax and labels"),
    dict(name="rows whose number is that of the classes", n=4, preprocess="softmax"),
    dict(name="the logits themselves, two rows of two", n=2, preprocess="itself"),
    dict(name="a tuple of one", n=3, metrics=None, preprocess="argmax in a tuple"),
    dict(name="a tuple of two arrays of rows, as many as rows", n=4, metrics=None, preprocess="both turned"),
    dict(name="one of several outputs is kept", n=5, returns=named(extra=lambda x, z, y: z + 1), metrics=None, preprocess="argmax of the first output"),
    dict(name="a tuple, batches not joined", n=3, metrics=None, preprocess="argmax and labels", args=dict(eval_do_concat_batches=False)),
    dict(name="hidden_states of two layers, three rows", n=3, returns=named(hidden_states=layers), metrics=None),
    dict(name="hidden_states of two layers, batches of two", n=4, returns=named(hidden_states=layers), metrics=None),
    dict(name="hidden_states without labels", n=3, labels=None, returns=named(hidden_states=layers)),
    dict(name="hidden_states, batches not joined", n=3, returns=named(hidden_states=layers), metrics=None, args=dict(eval_do_concat_batches=False)),
    dict(name="outputs by name inside outputs", n=5, returns=named(extra=lambda x, z, y: {"a": z[:, :1], "b": z.sum(-1)}), metrics=None),
    dict(name="an output of one number a row", n=5, returns=named(extra=lambda x, z, y: z.sum(-1)), metrics=None),
    dict(name="token labels and logits of different widths", n=5, labels="tokens", returns=tokens, metrics=None),
    dict(name="token logits of different widths, no labels", n=5, labels=None, returns=tokens),
    dict(name="token labels, batches not joined", n=5, labels="tokens", returns=tokens, metrics=None, args=dict(eval_do_concat_batches=False)),
    dict(name="a loss without labels", n=5, labels=None, returns=lambda x, y: {"loss": Z[x].mean(), "logits": Z[x]}),
    dict(name="a loss without labels, in a tuple", n=5, labels=None, returns=lambda x, y: (Z[x].mean(), Z[x])),
    dict(name="a loss without labels, batches not joined", n=3, labels=None, returns=lambda x, y: {"loss": Z[x].mean(), "logits": Z[x]}, args=dict(eval_do_concat_batches=False)),
    dict(name="bare logits of one row", n=1, batch_size=8, labels=None, returns=lambda x, y: Z[x]),
    dict(name="bare logits of one row, batches of one", n=1, batch_size=1, labels=None, returns=lambda x, y: Z[x]),
    dict(name="bare logits, batches of one", n=3, batch_size=1, labels=None, returns=lambda x, y: Z[x]),
    dict(name="bare logits, one row left over", n=4, batch_size=3, labels=None, returns=lambda x, y: Z[x]),
    dict(name="bare logits, not joined, one row left over", n=4, batch_size=3, labels=None, returns=lambda x, y: Z[x], args=dict(eval_do_concat_batches=False)),
    dict(name="eval_strategy without eval_dataset", n=3, args=dict(eval_strategy="epoch")),
    dict(name="a second loss", n=5, returns=named(aux_loss=scalar), metrics=None),
    dict(name="a second loss, in a tuple", n=5, returns=lambda x, y: (cross_entropy(Z[x], y), Z[x].mean(), Z[x]), metrics=None),
    dict(name="a loss for each row", n=5, returns=two_losses),
    dict(name="eval_dataset by name", n=5, method="evaluate", eval_dataset={"first": [0, 3], "second": [3, 5]}),
    dict(name="data sets by name given to evaluate", n=5, method="evaluate", eval_dataset={"first": [0, 3], "second": [3, 5]}, override=True),
    dict(name="one of the data sets by its name", n=5, method="evaluate", eval_dataset={"first": [0, 3], "second": [3, 5]}, evaluate="second"),
    dict(name="label_names: another column", n=5, columns=["y"], args=dict(label_names=["y"])),
    dict(name="label_names: two columns", n=5, columns=["y", "y2"], args=dict(label_names=["y", "y2"]), metrics=None),
    dict(name="label_names: a column that isn't there", n=5, columns=["labels"], args=dict(label_names=["y"]), returns=lambda x, y: {"logits": Z[x]}),
    dict(name="label_names: none", n=5, args=dict(label_names=[])),
    dict(name="batch_eval_metrics, evaluate", n=5, method="evaluate", metrics="counting", args=dict(batch_eval_metrics=True)),
    dict(name="batch_eval_metrics, predict", n=5, metrics="counting", args=dict(batch_eval_metrics=True)),
    dict(name="batch_eval_metrics without labels", n=5, labels=None, metrics="counting", args=dict(batch_eval_metrics=True)),
    dict(name="include_for_metrics: inputs and losses", n=5, metrics="inputs and losses", args=dict(include_for_metrics=["inputs", "loss"])),
    dict(name="include_for_metrics: losses", n=5, metrics="are there inputs or losses?", args=dict(include_for_metrics=["loss"])),
    dict(name="include_for_metrics: nothing", n=5, metrics="are there inputs or losses?"),
    dict(name="prediction_loss_only, predict", n=5, args=dict(prediction_loss_only=True)),
    dict(name="prediction_loss_only, evaluate", n=5, method="evaluate", args=dict(prediction_loss_only=True)),
    dict(name="label_smoothing_factor", n=5, returns=no_loss, args=dict(label_smoothing_factor=0.1)),
    dict(name="label_smoothing_factor, a label to ignore", n=5, labels=[1, 0, -100, 1, 0], returns=no_loss, args=dict(label_smoothing_factor=0.25)),
    dict(name="compute_loss_func", n=5, returns=no_loss, loss="twice the cross-entropy"),
    dict(name="compute_loss_func with the number of items", n=5, labels=[1, 0, -100, 1, 0], returns=no_loss, loss="sum over the number of items"),
    dict(name="compute_loss_func goes before label_smoothing_factor", n=5, returns=no_loss, loss="twice the cross-entropy", args=dict(label_smoothing_factor=0.1)),
]


def run(name, n, batch_size=2, labels=Y, columns=("labels",), returns=None, args=(), preprocess=None, metrics="accuracy", method="predict", loss=None, eval_dataset=None, override=False, evaluate=None):
    args = dict(args)
    rows = [{"x": i} for i in range(n)]
    if labels == "tokens":
        labels = sum((token_labels(start, min(batch_size, n - start)) for start in range(0, n, batch_size)), [])
    for column in columns if labels is not None else []:
        for row, label in zip(rows, labels):
            row[column] = label
    model = Model(returns or named())
    case = dict(name=name, method=method, rows=rows, batch_size=batch_size, args=args, compute_metrics=metrics, preprocess_logits_for_metrics=preprocess, compute_loss_func=loss,
                eval_dataset=eval_dataset, override=override, evaluate=evaluate)
    parts = {key: rows[start:end] for key, (start, end) in (eval_dataset or {}).items()}
    prefix = "eval" if method == "evaluate" else "test"
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        try:
            settings = TrainingArguments(output_dir=folder, per_device_eval_batch_size=batch_size, report_to="none", use_cpu=True, disable_tqdm=True,
                                         dataloader_pin_memory=False, remove_unused_columns=False, log_level="error", **args)
            trainer = Trainer(model=model, args=settings, compute_metrics=METRICS[metrics]() if metrics else None, eval_dataset=None if override else parts or None,
                              preprocess_logits_for_metrics=PREPROCESS[preprocess] if preprocess else None, compute_loss_func=LOSSES[loss] if loss else None)
            if method == "evaluate":
                given = evaluate or (parts if override else None if parts else rows)
                results = dict(metrics=trainer.evaluate(given))
            else:
                out = trainer.predict(rows)
                results = dict(predictions=structure(out.predictions), label_ids=structure(out.label_ids), metrics=out.metrics)
        except Exception as error:
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
            return {**case, "returned": model.record, "error": {"type": type(error).__name__, "message": str(error)}}
    timed = [key for key in results["metrics"] if key.endswith(TIMED)]
    results["metrics"] = {key: plain(value) for key, value in results["metrics"].items() if key not in timed}
    assert all(key.startswith(prefix) for key in [*timed, *results["metrics"]] if key != "epoch"), timed
    return {**case, "returned": model.record, **results, "timed_metrics": timed}


# ================================================================================ losses and their gradients

Z3 = [[1.0, 2.0, 0.5], [0.2, 3.0, 1.0], [-1.0, 0.0, 2.0], [4.0, -4.0, 0.0]]
SOFT = [[0.7, 0.2, 0.1], [0.0, 1.0, 0.0], [0.25, 0.25, 0.5], [1 / 3, 1 / 3, 1 / 3]]
WEIGHTS = [0.5, 1.0, 3.0]
LOSS_CASES = [
    dict(name="cross-entropy", labels=[1, 1, 2, 0]),
    dict(name="class weights", labels=[1, 1, 2, 0], class_weights=WEIGHTS),
    dict(name="class weights, one of them 0", labels=[1, 0, 2, 0], class_weights=[0.0, 1.0, 2.0]),
    dict(name="class weights, a label to ignore", labels=[1, -100, 2, 0], class_weights=WEIGHTS),
    dict(name="label smoothing", labels=[1, 1, 2, 0], label_smoothing=0.1),
    dict(name="label smoothing, a label to ignore", labels=[1, -100, 2, 0], label_smoothing=0.3),
    dict(name="all the label smoothing there is", labels=[1, 1, 2, 0], label_smoothing=1.0),
    dict(name="class weights and label smoothing", labels=[1, 1, 2, 0], class_weights=WEIGHTS, label_smoothing=0.1),
    dict(name="class weights and label smoothing, a label to ignore", labels=[1, -100, 2, 0], class_weights=WEIGHTS, label_smoothing=0.1),
    dict(name="soft labels", labels=SOFT),
    dict(name="soft labels and class weights", labels=SOFT, class_weights=WEIGHTS),
    dict(name="soft labels and label smoothing", labels=SOFT, label_smoothing=0.2),
    dict(name="soft labels, class weights and label smoothing", labels=SOFT, class_weights=WEIGHTS, label_smoothing=0.2),
]


def loss_case(name, labels, class_weights=None, label_smoothing=0.0):
    logits = torch.tensor(Z3, dtype=torch.float64, requires_grad=True)
    target = torch.tensor(labels, dtype=torch.float64 if isinstance(labels[0], list) else torch.long)
    weight = None if class_weights is None else torch.tensor(class_weights, dtype=torch.float64)
    loss = cross_entropy(logits, target, weight=weight, label_smoothing=label_smoothing)
    loss.backward()
    if weight is None and target.dim() == 1:  # PyTorch and Transformers agree where both have the choice
        smoother = transformers.trainer_pt_utils.LabelSmoother(epsilon=label_smoothing)
        assert abs(smoother({"logits": logits.detach()}, target).item() - loss.item()) < 1e-6
    return dict(name=name, logits=Z3, labels=labels, class_weights=class_weights, label_smoothing=label_smoothing, loss=loss.item(), gradient=logits.grad.tolist())


# ================================================================================ training

SIZE, COUNT, TRAINED = 6, 40, 27
H = [[round(math.sin(1 + 3.7 * i + 1.3 * d * d), 4) for d in range(SIZE)] for i in range(COUNT)]
TRUE = [(0 if h[0] > 0.3 else 1 if h[1] > 0 else 2) for h in H]
SOFT_TRUE = [[0.8 if k == y else 0.15 if k == (y + 1) % 3 else 0.05 for k in range(3)] for y in TRUE]


class Head(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.config = PreTrainedConfig()
        self.classifier = torch.nn.Linear(SIZE, 3, dtype=torch.float64)
        with torch.no_grad():
            self.classifier.weight.copy_(torch.tensor([0.02 * math.sin(1 + i) for i in range(3 * SIZE)], dtype=torch.float64).reshape(3, SIZE))
            self.classifier.bias.zero_()

    def forward(self, h, labels=None):
        logits = self.classifier(h)
        if labels is None:
            return {"logits": logits}
        return {"loss": cross_entropy(logits, labels), "logits": logits}


TRAINING = [
    dict(name="label smoothing", args=dict(label_smoothing_factor=0.1)),
    dict(name="class weights", class_weights=WEIGHTS),
    dict(name="class weights and label smoothing", class_weights=WEIGHTS, label_smoothing=0.1),
    dict(name="soft labels", soft=True),
    dict(name="soft labels and class weights", soft=True, class_weights=WEIGHTS),
    dict(name="eval_dataset by name, the best by one of them", named=True, args=dict(metric_for_best_model="second_loss")),
    dict(name="the first step logged, evaluated at the start and from the second epoch on", args=dict(logging_first_step=True, eval_on_start=True, eval_delay=2)),
    dict(name="evaluated from the sixth step on", args=dict(eval_strategy="steps", eval_steps=2, eval_delay=6)),
]


def train(name, args=(), class_weights=None, label_smoothing=0.0, soft=False, named=False):
    args = {"learning_rate": 0.05, "num_train_epochs": 3, "logging_steps": 4, "eval_strategy": "epoch", **dict(args)}
    labels = [torch.tensor(y, dtype=torch.float64) for y in SOFT_TRUE] if soft else TRUE
    rows = [{"h": torch.tensor(h, dtype=torch.float64), "labels": y} for h, y in zip(H, labels)]
    weight = None if class_weights is None else torch.tensor(class_weights, dtype=torch.float64)
    loss = lambda outputs, y, num_items_in_batch=None: cross_entropy(outputs["logits"], y, weight=weight, label_smoothing=label_smoothing)
    own = loss if soft or class_weights or label_smoothing else None
    with tempfile.TemporaryDirectory() as folder:
        settings = TrainingArguments(output_dir=folder, report_to="none", use_cpu=True, disable_tqdm=True, dataloader_pin_memory=False, save_strategy="epoch",
                                     log_level="error", **args)
        model = Head()
        evaluated = {"first": rows[TRAINED : TRAINED + 6], "second": rows[TRAINED + 6 :]} if named else rows[TRAINED:]
        trainer = Trainer(model=model, args=settings, train_dataset=rows[:TRAINED], eval_dataset=evaluated, compute_loss_func=own)
        out = trainer.train()
    log = [{k: v for k, v in entry.items() if not k.endswith(TIMED) and k != "total_flos"} for entry in trainer.state.log_history]
    return dict(name=name, args=args, class_weights=class_weights, label_smoothing=label_smoothing, soft=soft, named=named, W=model.classifier.weight.tolist(), b=model.classifier.bias.tolist(),
                log_history=log, training_loss=out.training_loss, best_metric=trainer.state.best_metric, best_global_step=trainer.state.best_global_step)


contents = {
    "about": {
        "generator": "make_trainer_cases.py",
        "what": "Transformers' Trainer.predict, evaluate and train on tiny modules, and PyTorch's cross_entropy with its gradient.",
        "reading": "runs: row i's model output is in returned, batch by batch, tensors and tuples as lists; predictions and label_ids keep what Python had (kind, shape), null for None; "
        "eval_dataset: name to rows [start, end). losses: in double precision. training: a linear layer on h, in double precision; W starts at 0.02·sin(1 + i) in row-major order, b at 0; "
        f"rows 0 to {TRAINED - 1} are trained on, the others evaluated (first: 6 of them, second: the rest). What isn't finite is a text.",
        "versions": {"python": sys.version.split()[0], "torch": torch.__version__, "transformers": transformers.__version__, "accelerate": accelerate.__version__, "numpy": np.__version__},
    },
    "runs": [run(**case) for case in RUNS],
    "losses": [loss_case(**case) for case in LOSS_CASES],
    "training": {"h": H, "labels": TRUE, "soft_labels": SOFT_TRUE, "trained": TRAINED, "cases": [train(**case) for case in TRAINING]},
}
(HERE / "trainer_cases.json").write_text(json.dumps(contents) + "\n")
