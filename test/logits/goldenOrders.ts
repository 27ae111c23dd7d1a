import { readFileSync } from "node:fs";

interface Order {
  scores: (number | "NaN")[];
  order: number[];
  k: number;
}

/** How Python's sort and onnxruntime's TopK rank scores with NaN among them. */
export const orders = JSON.parse(
  readFileSync(new URL("../golden/orders.json", import.meta.url), "utf8"),
) as { python: Order[]; onnxruntime: Order[] };
