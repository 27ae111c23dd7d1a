import { isList } from "../isList.js";
import { type Finding, lessons } from "./Finding.js";
import type { DiagnoseContext } from "./Held.js";

/**
 * Recognises a tuple of arrays, as `Trainer.predict` returns it for a model with more outputs than logits: its members
 * have rows of their own.
 */
export function findTuple(
  output: unknown,
  context: DiagnoseContext,
): { logits: unknown; finding: Finding } | undefined {
  if (!isList(output)) return undefined;
  const members = Array.from(output);
  const shapes = members.map(shapeOf);
  if (members.length === 0 || !shapes.some((shape) => shape.length >= 2)) return undefined;
  const columns = context.num_labels ?? (context.id2label && Object.keys(context.id2label).length);
  const fits = shapes.findIndex((shape) => shape.length === 2 && shape[1] === columns);
  const first = fits >= 0 ? fits : shapes.findIndex((shape) => shape.length === 2);
  const shown = shapes.map((shape) => `[${shape.join(", ")}]`).join(", ");
  const finding: Finding = {
    id: "tuple-of-arrays",
    severity: "error",
    certainty: "certain",
    message: `this is a tuple of ${members.length} arrays with shapes ${shown}, not one array of logits`,
    evidence: { arrays: members.length, ranks: shapes.map((shape) => shape.length) },
    next: `take the logits out of it: predictions[${Math.max(first, 0)}]`,
    lesson: lessons.bugs,
  };
  return { logits: members[Math.max(first, 0)], finding };
}

/** The sizes of nested lists, read along their first members; of a tensor its dims. */
function shapeOf(value: unknown): number[] {
  if (isList(value)) return [value.length, ...(value.length > 0 ? shapeOf(value[0]) : [])];
  if (typeof value !== "object" || value === null || !("dims" in value)) return [];
  return isList(value.dims) ? Array.from(value.dims as ArrayLike<number>) : [];
}
