import { entropy, logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { exactResults } from "./exactResults.js";

const inf = Number.POSITIVE_INFINITY;

exactResults({ logSoftmax, logSumExp, entropy }, [
  ["logSoftmax", [7], [0]],
  ["logSoftmax", [inf, 1], [0, -inf]],
  ["logSoftmax", [-inf, 1], [-inf, 0]],
  ["logSoftmax", [0, -40], [-4.248354255291589e-18, -40]],
  ["logSoftmax", [-40, 0, -inf], [-40, -4.248354255291589e-18, -inf]],
  ["logSoftmax", [0, 0], [-Math.LN2, -Math.LN2]],
  ["logSoftmax", [0, -800], [0, -800]],
  ["logSoftmax", [1e308, -1e308], [0, -inf]],
  ["logSumExp", [7], 7],
  ["logSumExp", [-0], 0],
  [
    "logSumExp",
    [
      [1000, -1000],
      [0, -40],
    ],
    [1000, 4.248354255291589e-18],
  ],
  ["logSumExp", [inf, inf], inf],
  ["logSumExp", [inf, -inf], inf],
  ["logSumExp", [-inf, -inf], -inf],
  ["logSumExp", [-inf, 3], 3],
  ["entropy", [7], 0],
  ["entropy", [inf, 1], 0],
  ["entropy", [0, -800], 0],
  ["entropy", [-inf, 3, 3], Math.LN2],
  ["entropy", [1e308, -1e308], 0],
  [
    "entropy",
    [
      [0, 0],
      [0, -inf],
    ],
    [Math.LN2, 0],
  ],
]);
