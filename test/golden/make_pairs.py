#!/usr/bin/env python3
"""Writes pairs.json: what the embedded models say about pairs of texts, by Python's tokenizers and onnxruntime.

    python make_pairs.py > pairs.json

Each case has the token ids and segments of transformers' tokenizer, `tokenizer(text, text_pair, truncation=True)`, which is
longest_first, and the logits that onnxruntime computes from them, one pair at a time. Ids of long cases are given by their
number and a SHA-256 of the list as JSON.
"""
import hashlib
import json
import os
import platform
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")

import numpy as np
import onnxruntime
import tokenizers
import transformers

MODELS = Path(__file__).resolve().parents[2] / "data" / "models"

LONG = "The film goes on and on, and nothing happens at all. "
BEST = "It was the best thing that I have seen in years. "
# Each text is a piece and how often it is repeated.
PAIRS = [
    (("The film was great.", 1), ("The film was awful.", 1)),
    (("The film was awful.", 1), ("The film was great.", 1)),
    (("Did you like it?", 1), ("Not really, no.", 1)),
    (("I won!", 1), ("Congratulations \U0001f389", 1)),
    (("a", 1), ("b", 1)),
    (("Slow, but sweet.", 1), ("Slow, but sweet.", 1)),
    ((LONG, 60), ("A joy.", 1)),
    (("A joy.", 1), (LONG, 60)),
    ((LONG, 60), (BEST, 60)),
    (("good ", 255), ("bad ", 600)),
    (("good ", 600), ("bad ", 254)),
    (("good ", 254), ("bad ", 255)),
    (("good ", 255), ("bad ", 255)),
    (("good ", 700), ("bad ", 701)),
    (("good ", 701), ("bad ", 700)),
]


def case(tokenizer, session, text, text_pair):
    encoded = tokenizer(text[0] * text[1], text_pair[0] * text_pair[1], truncation=True)
    names = [each.name for each in session.get_inputs()]
    feeds = {name: np.array([encoded[name]], dtype=np.int64) for name in names}
    logits = session.run(["logits"], feeds)[0][0]
    ids, segments = encoded["input_ids"], encoded["token_type_ids"]
    whole = {"input_ids": ids, "token_type_ids": segments} if len(ids) < 60 else {}
    return {
        "text": text,
        "text_pair": text_pair,
        "tokens": len(ids),
        "tokens_of_pair": sum(segments),
        "sha256": hashlib.sha256(json.dumps([ids, segments], separators=(",", ":")).encode()).hexdigest(),
        **whole,
        "logits": [float(logit) for logit in logits],
    }


models = {}
for name in ["sst2", "emotions", "emotions-multilabel"]:
    tokenizer = transformers.AutoTokenizer.from_pretrained(str(MODELS / name))
    assert tokenizer.is_fast
    session = onnxruntime.InferenceSession(str(MODELS / name / "onnx" / "model_quantized.onnx"))
    models[name] = [case(tokenizer, session, *pair) for pair in PAIRS]

about = {
    "generator": "make_pairs.py",
    "what": "tokenizer(text, text_pair, truncation=True) and onnxruntime's logits, one pair at a time; each text is [piece, times]",
    "versions": {
        "python": platform.python_version(),
        "transformers": transformers.__version__,
        "tokenizers": tokenizers.__version__,
        "onnxruntime": onnxruntime.__version__,
        "numpy": np.__version__,
    },
}
lines = {name: ",\n   ".join(json.dumps(each) for each in cases) for name, cases in models.items()}
body = ",\n  ".join(f"{json.dumps(name)}: [\n   {text}\n  ]" for name, text in lines.items())
print(f'{{\n "about": {json.dumps(about)},\n "models": {{\n  {body}\n }}\n}}')
