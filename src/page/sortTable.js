// Runs in a report, after accessible.js: a table can be sorted by each of its columns.

/** A number if the cell has one, otherwise its words. */
function keyOf(row, column) {
  const text = row.cells[column].dataset.value ?? row.cells[column].textContent;
  return text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function compareKeys(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === typeof b) return String(a).localeCompare(String(b));
  return typeof a === "number" ? -1 : 1;
}

/** Sorts the rows by a column; a second time, the other way round. */
function sortBy(table, header) {
  const isUp = header.getAttribute("aria-sort") !== "ascending";
  for (const other of header.parentElement.cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", isUp ? "ascending" : "descending");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => ({ row, key: keyOf(row, header.cellIndex) }));
  rows.sort((a, b) => (isUp ? 1 : -1) * compareKeys(a.key, b.key));
  body.append(...rows.map(({ row }) => row));
}

for (const table of document.querySelectorAll("table.sortable")) {
  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sortBy(table, header));
    header.replaceChildren(button);
  }
}

watchBoxes(document.querySelectorAll(".table-box"));
