"""Makes orders.json: how Python's sort and onnxruntime's TopK rank scores with NaN among them.

    python3 make_orders.py    (in this folder; Node and the project's node_modules are needed for the second half)
"""

import itertools
import json
import math
import platform
import random
import subprocess

NAN = math.nan
random.seed(20261122)

rows = [list(row) for n in (2, 3, 4) for row in itertools.product([0.0, NAN, 1.0], repeat=n) if any(map(math.isnan, row))]
rows += [[random.choice([NAN, 0.0, 1.0, 2.0, 3.0]) for _ in range(n)] for n in (5, 7, 12, 20) for _ in range(10)]
# As TextClassificationPipeline.postprocess does: dict_scores.sort(key=lambda x: x["score"], reverse=True)
python = [{"scores": row, "order": sorted(range(len(row)), key=lambda i: row[i], reverse=True)} for row in rows]

script = """
import { Tensor, topk, env } from "@huggingface/transformers";
const rows = JSON.parse(process.argv[1]).map((row) => row.map((x) => x ?? NaN));
const out = [];
for (const row of rows) for (let k = 1; k <= 3 && k <= row.length; k++) {
  const [, indices] = await topk(new Tensor("float32", Float32Array.from(row), [row.length]), k);
  out.push({ scores: row.map((x) => (Number.isNaN(x) ? "NaN" : x)), k, order: indices.tolist().map(Number) });
}
console.log(JSON.stringify({ version: env.version, out }));
"""


def plain(row):
    return [None if math.isnan(x) else x for x in row]


run = ["node", "--input-type=module", "-e", script, json.dumps([plain(row) for row in rows])]
js = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)

about = {
    "generator": "make_orders.py",
    "versions": {"python": platform.python_version(), "@huggingface/transformers (npm)": js["version"]},
    "what": "Indices from the best score to the worst; python: list.sort(reverse=True); onnxruntime: its TopK, k up to 3.",
}


def spelled(one):
    return {**one, "scores": ["NaN" if x != x else x for x in one["scores"]]}


with open("orders.json", "w") as file:
    body = ",\n".join(
        f' "{name}": [\n  ' + ",\n  ".join(json.dumps(spelled(one)) for one in cases) + "\n ]"
        for name, cases in (("python", python), ("onnxruntime", js["out"]))
    )
    file.write(f'{{\n "about": {json.dumps(about)},\n{body}\n}}\n')
