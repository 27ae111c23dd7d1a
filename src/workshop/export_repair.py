"""What is wrong in a foreign notebook: the page shows the rest, and what is said names the cell."""

import json

import nbformat
from nbformat.validator import NotebookValidationError, validate

from export_scripts import VEGA_LITE


def words(error):
    """The first line of an error."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def placeholder(number):
    """What stands in a page in place of a cell that can't be shown."""
    source = f"*Cell {number} of the notebook can't be shown here.*"
    return nbformat.v4.new_markdown_cell(source)


def repaired(text, say):
    """The notebook in a text, with placeholders for what isn't as the format asks; `say(number, problem)` hears of each."""
    notebook = json.loads(text)
    metadata = notebook.get("metadata")
    if metadata is not None and not isinstance(metadata, dict):
        say(None, "its metadata are no object, and are left out")
    notebook["metadata"] = metadata if isinstance(metadata, dict) else {}
    # A page has no widgets, and nbconvert trips over states that another program has written.
    notebook["metadata"].pop("widgets", None)
    for name in ("kernelspec", "language_info"):
        if not isinstance(notebook["metadata"].get(name, {}), dict):
            del notebook["metadata"][name]
    notebook["nbformat_minor"] = 5
    add_ids(notebook["cells"])
    if problem_in(notebook, None):
        cells = enumerate(notebook["cells"], 1)
        notebook["cells"] = [repaired_cell(cell, number, say) for number, cell in cells]
    return nbformat.reads(json.dumps(notebook), as_version=4)


def add_ids(cells):
    """Each cell an id of its own, by which it is found again: earlier versions of the format have none."""
    seen = set()
    for number, cell in enumerate(cells, 1):
        if isinstance(cell, dict):
            own = cell.get("id")
            cell["id"] = own if isinstance(own, str) and own not in seen else f"cell-{number}"
            seen.add(cell["id"])


def problem_in(part, ref):
    """What the format has against a part of a notebook, or `None`."""
    if not isinstance(part, dict):
        return "it is no object"
    try:
        validate(part, ref=ref, version=4, version_minor=5)
    except NotebookValidationError as error:
        return words(error.message)
    except Exception as error:
        return words(error)
    return None


def repaired_cell(cell, number, say):
    """A cell with what it lacks, or a placeholder."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("markdown", "code", "raw"):
        say(number, "it is no cell of Markdown or code, and can't be shown")
        return placeholder(number)
    cell.setdefault("source", "")
    empty = {"metadata": {}, "attachments": {}}
    if cell["cell_type"] == "code":
        empty["outputs"] = []
        cell.setdefault("outputs", [])
        cell.setdefault("execution_count", None)
    cell.setdefault("metadata", {})
    for name, value in empty.items():
        if name in cell and not isinstance(cell[name], type(value)):
            say(number, f"its {name} are of a wrong kind, and are left out")
            cell[name] = value
    if problem_in(cell, f"{cell['cell_type']}_cell"):
        cell["id"] = f"cell-{number}"
        if "outputs" in cell:
            cell["outputs"] = [repaired_output(output, number, say) for output in cell["outputs"]]
    problem = problem_in(cell, f"{cell['cell_type']}_cell")
    if problem is None:
        return cell
    say(number, f"it isn't as the notebook format asks, and can't be shown ({problem})")
    return placeholder(number)


def repaired_output(output, number, say):
    """An output, or a line that stands for it."""
    problem = problem_in(output, "output")
    if problem is None:
        return output
    say(number, f"an output isn't as the notebook format asks, and can't be shown ({problem})")
    return nbformat.v4.new_output("stream", name="stderr", text="An output of this cell can't be shown here.\n")


def keep_controls_inside(notebook, say):
    """Leaves out where a chart wants its controls: Vega empties that place first, and with `bind: "body"` the whole page."""
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            spec = output.get("data", {}).get(VEGA_LITE)
            if isinstance(spec, dict) and any([without_embedding(spec), without_elements(spec)]):
                say(number, "its chart puts controls elsewhere in the page; they stay below the chart")


def without_embedding(spec):
    """Takes out the options by which a chart reaches outside, and says whether there were any."""
    usermeta = spec.get("usermeta")
    options = usermeta.get("embedOptions") if isinstance(usermeta, dict) else None
    if not isinstance(options, dict):
        return False
    return [options.pop(name, None) for name in ("bind", "patch", "loader")] != [None, None, None]


def without_elements(part):
    """Takes the `element` out of every binding below a part of a chart, but not out of its data."""
    if isinstance(part, list):
        return any([without_elements(each) for each in part])
    if not isinstance(part, dict):
        return False
    found = False
    for name, value in list(part.items()):
        if name in ("data", "datasets"):
            continue
        if name == "bind" and isinstance(value, dict):
            bindings = [value, *(each for each in value.values() if isinstance(each, dict))]
            found = any([binding.pop("element", None) is not None for binding in bindings]) or found
            # What was bound to an element alone has nothing left to be bound to.
            if set(value) <= {"event", "debounce"}:
                del part[name]
        else:
            found = without_elements(value) or found
    return found
