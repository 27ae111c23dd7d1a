import { type Cell, type Notebook, textOf } from "../../src/workshop/notebooks.js";
import { splitNumbers } from "../notebooks/expectSameOutputs.js";
import { cellText, codeCells, outputKinds } from "../notebooks/readOutputs.js";

/** What a fresh run of a notebook shows otherwise than the stored one: kinds of outputs, words, and numbers by more than 1e-4. */
export function differencesOf(fresh: Notebook, stored: Notebook): string[] {
  const now = codeCells(fresh);
  return codeCells(stored).flatMap((cell, i) => {
    const [was, is] = [splitNumbers(cellText(cell)), splitNumbers(cellText(now[i]))];
    const place = textOf(cell.source).split("\n")[0];
    const found: string[] = [];
    const [kindsWas, kindsIs] = [kindsOf(cell), kindsOf(now[i])];
    for (const { evalue } of (now[i].outputs ?? []) as { evalue?: string }[]) {
      if (evalue !== undefined) found.push(`${place}: ${evalue}`);
    }
    if (kindsWas !== kindsIs) found.push(`${place}: kinds ${kindsWas} → ${kindsIs}`);
    if (was.words !== is.words) {
      const at = [...was.words].findIndex((letter, k) => letter !== is.words[k]);
      const near = (text: string) => text.slice(Math.max(0, at - 30), at + 60);
      found.push(`${place}: words ${near(was.words)} → ${near(is.words)}`);
    } else if (was.values.some((value, k) => Math.abs(value - is.values[k]) >= 1e-4)) {
      found.push(`${place}: numbers ${was.values} → ${is.values}`);
    }
    return found;
  });
}

/**
 * The kinds of a cell's outputs. Two things count as no difference, because JupyterLab's page makes them and not the kernel: what is printed
 * one after the other comes into one output, and the forms of one output come in another order.
 */
function kindsOf(cell: Cell): string {
  const kinds = outputKinds(cell).map((kind) => kind.split(" + ").sort().join(" + "));
  const isStream = (kind: string) => kind === "stdout" || kind === "stderr";
  return kinds.filter((kind, i) => !isStream(kind) || kind !== kinds[i - 1]).join(", ");
}
