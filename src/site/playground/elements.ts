/** An element with these texts and elements in it; a text is never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

/** A text that others wrote: its direction stays its own. */
export function quoted(text: string): HTMLElement {
  return element("bdi", {}, text);
}

/** A table whose first column names the rows; cells of numbers stand to the right. */
export function tableOf(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (Node | string)[])[],
): HTMLElement {
  const head = columns.map((column) => element("th", { scope: "col" }, column));
  const body = rows.map(([name, ...cells]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      ...cells.map((cell) =>
        element("td", typeof cell === "string" ? { class: "number" } : {}, cell),
      ),
    ),
  );
  const table = element(
    "table",
    {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...body),
  );
  // Wider than a phone, it scrolls in its own box, which the keyboard reaches.
  return element(
    "div",
    { class: "scrolls", role: "group", "aria-label": caption, tabindex: "0" },
    table,
  );
}

/** The element of the page with this id. */
export function byId<Kind extends HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}
