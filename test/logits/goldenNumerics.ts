import { readFileSync } from "node:fs";

type Stored = number | string;

/** JSON has no NaN and no infinities: the golden file spells them out. */
export function number(value: Stored): number {
  return Number(value);
}

interface NumericsCase {
  name: string;
  logits: Stored[][];
  softmax: Stored[][];
  log_softmax: Stored[][];
  logsumexp: Stored[];
  sigmoid: Stored[][];
  argmax: number[];
}

interface TemperatureCase extends Pick<NumericsCase, "name" | "logits" | "softmax" | "argmax"> {
  log_softmax: Stored[][];
  temperature: number;
  entropy_nats: Stored[];
}

interface Library {
  softmax: Stored[];
  log_softmax: Stored[];
  logsumexp: Stored;
  sigmoid: Stored[];
  argmax: number;
}

interface NonfiniteCase {
  logits: Stored[];
  torch: Library;
}

interface Numerics {
  cases: NumericsCase[];
  temperature: TemperatureCase[];
  nonfinite: NonfiniteCase[];
}

export const numerics = JSON.parse(
  readFileSync(new URL("../golden/numerics.json", import.meta.url), "utf8"),
) as Numerics;
