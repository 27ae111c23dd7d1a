"""Writes the names that Transformers' TrainingArguments and Trainer take: trainer_names.json.

With transformers 5.23.0 (and torch 2.13.0, accelerate 1.15.0) installed, and the wheel of 4.57.6 as a file
(pip download --no-deps transformers==4.57.6), which is read and not run:

    python test/golden/make_trainer_names.py transformers-4.57.6-py3-none-any.whl
"""

import ast
import dataclasses
import inspect
import json
import os
import sys
import zipfile
from pathlib import Path

os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")

import transformers
from transformers import Trainer, TrainingArguments

HERE = Path(__file__).parent


def plain(field):
    """The default, where JSON can hold it."""
    value = field.default_factory() if field.default is dataclasses.MISSING and field.default_factory is not dataclasses.MISSING else field.default
    value = getattr(value, "value", value)
    return value if isinstance(value, (str, int, float, bool, list, dict, type(None))) else None


def old_fields(wheel):
    tree = ast.parse(zipfile.ZipFile(wheel).read("transformers/training_args.py"))
    [found] = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "TrainingArguments"]
    names = [node.target.id for node in found.body if isinstance(node, ast.AnnAssign) and "field" in ast.unparse(node.value or ast.Constant(0))]
    assert "learning_rate" in names and "overwrite_output_dir" in names
    return names


def parameters(function):
    return [name for name in inspect.signature(function).parameters if name != "self"]


fields = dataclasses.fields(TrainingArguments)
wheel = Path(sys.argv[1])
(HERE / "trainer_names.json").write_text(
    json.dumps(
        {
            "about": {
                "generator": "make_trainer_names.py",
                "what": "The arguments of TrainingArguments with their defaults (null also stands for what JSON can't hold), and of Trainer's methods.",
                "versions": {"python": sys.version.split()[0], "transformers": transformers.__version__, "older": wheel.name.split("-")[1]},
            },
            "training_arguments": {field.name: plain(field) for field in fields},
            "older_training_arguments": old_fields(wheel),
            "trainer": parameters(Trainer.__init__),
            "predict": parameters(Trainer.predict),
            "evaluate": parameters(Trainer.evaluate),
            "train": parameters(Trainer.train),
        },
        indent=1,
    )
    + "\n"
)
