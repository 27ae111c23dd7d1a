import type { JsonObject } from "../MimeBundle.js";
import { formatProbabilityOf } from "../words/formatProbability.js";

/**
 * Sigmoid as Vega-Lite transforms, after those of `softmaxInThePage`: each class alone, whether it is above the parameter
 * `threshold` (and so on), and the sums of both functions over all classes.
 */
export const sigmoidInThePage: JsonObject[] = [
  { calculate: "1 / (1 + exp(-datum.logit))", as: "sigmoid" },
  { calculate: "datum.sigmoid > threshold", as: "on" },
  { calculate: formatProbabilityOf("datum.sigmoid"), as: "sigmoidText" },
  { calculate: "datum.sigmoidText + (datum.on ? ' on' : '')", as: "sigmoidWord" },
  {
    joinaggregate: [
      { op: "sum", field: "probability", as: "softmaxSum" },
      { op: "sum", field: "sigmoid", as: "sigmoidSum" },
      { op: "sum", field: "on", as: "onCount" },
    ],
  },
  {
    calculate:
      "datum.label + ': logit ' + datum.logitText + ', softmax ' + datum.probabilityText" +
      " + ', sigmoid ' + datum.sigmoidText + (datum.on ? ', on' : ', off')",
    as: "spoken",
  },
];
