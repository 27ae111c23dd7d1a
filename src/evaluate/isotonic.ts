/** The steps of a function that never falls: `value[i]` from `from[i]` to `to[i]`, weighing `weight[i]`. */
export interface Steps {
  readonly from: number[];
  readonly to: number[];
  readonly value: number[];
  readonly weight: number[];
}

/**
 * Fits the non-falling step function that is closest to the hits by squares (pool adjacent violators): neighbours that fall
 * are merged until none does. Equal places always share a step.
 *
 * @example
 * poolAdjacent([0.1, 0.2, 0.3], [0, 1, 0]).value // [0, 0.5]
 *
 * @see Ayer et al. (1955), https://doi.org/10.1214/aoms/1177728423; scikit-learn's `IsotonicRegression`
 */
export function poolAdjacent(place: ArrayLike<number>, hit: ArrayLike<number>): Steps {
  const order = Uint32Array.from(place, (_, i) => i).sort((a, b) => place[a] - place[b]);
  const from: number[] = [];
  const to: number[] = [];
  const sums: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < order.length; ) {
    const at = place[order[i]];
    let [sum, count] = [0, 0];
    for (; i < order.length && place[order[i]] === at; i++) {
      sum += hit[order[i]];
      count++;
    }
    from.push(at);
    to.push(at);
    sums.push(sum);
    weight.push(count);
    while (weight.length > 1 && falls(sums, weight)) {
      const [lastSum, lastWeight, lastTo] = [sums.pop(), weight.pop(), to.pop()];
      from.pop();
      sums[sums.length - 1] += Number(lastSum);
      weight[weight.length - 1] += Number(lastWeight);
      to[to.length - 1] = Number(lastTo);
    }
  }
  return { from, to, value: sums.map((sum, step) => sum / weight[step]), weight };
}

/** Compared as products, which are exact for counts, where quotients are rounded. */
function falls(sums: readonly number[], weight: readonly number[]): boolean {
  const last = sums.length - 1;
  return sums[last - 1] * weight[last] >= sums[last] * weight[last - 1];
}

/**
 * Returns the height of the steps at a place: between two steps that of the line from one to the next, beyond the ends that of
 * the last one.
 *
 * @example
 * heightAt({ from: [0, 2], to: [1, 2], value: [0.2, 0.6] }, 1.5) // 0.4
 */
export function heightAt({ from, to, value }: Omit<Steps, "weight">, x: number): number {
  const next = from.findIndex((start) => start > x);
  const step = next < 0 ? value.length - 1 : next - 1;
  if (step < 0) return value[0];
  if (next < 0 || x <= to[step]) return value[step];
  const share = (x - to[step]) / (from[next] - to[step]);
  return value[step] + (value[next] - value[step]) * share;
}
