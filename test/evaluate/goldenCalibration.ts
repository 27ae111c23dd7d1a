import { readFileSync } from "node:fs";

type Curve = [accuracy: number[], confidence: number[]];

/** What the libraries say of one list of confidences. */
export interface PeerMeasures {
  torchmetrics: { l1: number; l2: number; max: number };
  guo: number;
  netcal: { ece: number; mce: number };
  relplot: number;
  kumar: number;
  sklearn: { uniform: Curve; quantile: Curve };
  mapie: number;
}

export interface PeerSet {
  y: number[];
  z?: number[][];
  p?: number[][];
  n_bins: number;
  top: PeerMeasures;
  positive?: PeerMeasures;
  torchmetrics_float32: [number, number, number];
  smece?: number;
  corp?: [number, number, number, number];
}

interface Side {
  nll: number;
  accuracy: number;
  brier: number;
  bins: Record<
    string,
    {
      ece: number;
      mce: number;
      rms_ce: number;
      adaptive_ece: number;
      adaptive_ece_quantile_edges: number;
      table: { count: number; mean_confidence: number | null; accuracy: number | null }[];
    }
  >;
}

export interface CalibrationCase {
  name: string;
  num_classes: number;
  logits: number[][];
  labels: number[];
  before: Side;
  optimal_temperature: number | null;
  after?: Side;
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8")) as T;
}

export const cases = read<{ cases: CalibrationCase[] }>("calibration.json").cases;
interface RankingSet {
  z: number[][];
  p: number[][];
  y: number[];
  w: number[];
  roc?: [fpr: number[], tpr: number[], thresholds: number[]];
  pr?: [precision: number[], recall: number[], thresholds: number[]];
  ap: number[];
  auc: Record<string, number>;
  platt?: [number, number];
  isotonic?: number[];
  /** null where no finite numbers are best. */
  vector?: [weights: number[], biases: number[]] | null;
  predicted: number[];
  fbeta: Record<string, number | number[]>;
  jaccard: Record<string, number | number[]>;
  "fbeta labels": number;
  kappa: Record<string, number | null>;
  other: number[];
  mcnemar: number;
}

interface ConformalSet {
  z: number[][];
  y: number[];
  test: number[][];
  level: number;
  "mapie lac"?: number[][];
  "mapie aps"?: number[][];
  crepes: number[][];
  "crepes by class": number[][];
}

export const peers = read<{
  calibration: PeerSet[];
  ranking: RankingSet[];
  conformal: ConformalSet[];
}>("calibration_peers.json");
