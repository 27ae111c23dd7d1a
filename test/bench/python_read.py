"""What `reading-logits read` finds in a file of logits, by numpy, scipy and pandas, for cli.bench.ts."""
import sys
from importlib.metadata import version

if sys.argv[1] == "versions":
    print(", ".join(f"{name} {version(name)}" for name in ["numpy", "scipy", "pandas"]))
    sys.exit()

import numpy as np
import pandas as pd
from scipy.special import entr, softmax

logits = np.load(sys.argv[1])
rows, columns = logits.shape
assert np.isfinite(logits).all()
# What the numbers are: nothing that lies between 0 and 1, or whose rows sum to 1.
outside = int(((logits < 0) | (logits > 1)).sum())
sums = logits.sum(1, dtype=np.float64)
print(f"{rows} rows of {columns} numbers ({logits.dtype}), {outside} outside 0 to 1, sums {sums.min()} to {sums.max()}")
probabilities = softmax(logits.astype(np.float64), axis=1)
predicted = probabilities.argmax(1)
confidence = probabilities.max(1)
first = np.sort(logits[:20], axis=1)
print(pd.DataFrame({"predicted": predicted[:20], "score": confidence[:20], "margin": first[:, -1] - first[:, -2],
                    "entropy": entr(probabilities[:20]).sum(1)}).to_string())
print(pd.Series(predicted).value_counts())
print("mean confidence", confidence.mean())
