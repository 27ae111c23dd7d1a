import { parse, View } from "vega";

/** Computes a Vega expression for each row of data, as the page would; the expression's fields are the rows'. */
export async function inPage(
  rows: Record<string, number>[],
  expression: string,
): Promise<unknown[]> {
  const transform = [{ type: "formula" as const, as: "result", expr: expression }];
  const spec = { data: [{ name: "rows", values: rows.map((row) => ({ ...row })), transform }] };
  const view = await new View(parse(spec), { renderer: "none" }).runAsync();
  return view.data("rows").map(({ result }) => result);
}
