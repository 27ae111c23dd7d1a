"""Transformers' text-classification pipeline in single precision, for the benchmark: reads one {"texts", "batch_size"} per line, answers one line each.

The weights are random, because the embedded model's aren't stored for PyTorch; they don't change the time.
"""

import json
import sys

import torch
import transformers
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification, pipeline

folder = sys.argv[1]
transformers.logging.set_verbosity_error()
model = BertForSequenceClassification(BertConfig.from_pretrained(folder)).eval()
pipe = pipeline("text-classification", model=model, tokenizer=AutoTokenizer.from_pretrained(folder), device="cpu")
print(f"Python Transformers {transformers.__version__}, PyTorch {torch.__version__} with {torch.get_num_threads()} threads", flush=True)
for line in sys.stdin:
    job = json.loads(line)
    print(len(pipe(job["texts"], batch_size=job["batch_size"])), flush=True)
