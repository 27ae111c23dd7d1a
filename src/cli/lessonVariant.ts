import type { Cell, Notebook } from "./Notebook.js";

/** A lesson becomes two notebooks: the learner's, with starting points, and the one with the solutions. */
export const variants = ["learner", "solutions"] as const;

/** The tag of the cells that a variant leaves out. */
const leftOut = { learner: "solution", solutions: "starter" };

/**
 * The notebook of one variant: an exercise's `starter` cell is for the learner's, its `solution` cell for the solutions'.
 * Cell ids are numbered, so that the same text always gives the same file.
 */
export function lessonVariant(lesson: Notebook, variant: (typeof variants)[number]): Notebook {
  const cells = lesson.cells.filter((cell) => !cell.metadata.tags?.includes(leftOut[variant]));
  return { ...lesson, cells: cells.map(numbered) };
}

function numbered(cell: Cell, index: number): Cell {
  return { ...cell, id: `cell-${String(index + 1).padStart(3, "0")}` };
}
