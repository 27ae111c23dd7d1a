"""Turns notebooks, as they are stored, into self-contained pages: one file each, live charts, nothing from the network.

usage: export_html.py PROJECT_FOLDER NOTEBOOK.ipynb PAGE.html [NOTEBOOK.ipynb PAGE.html ...]
"""

import copy
import json
import os
import pathlib
import re
import sys

from bs4 import BeautifulSoup
from jinja2 import pass_context
from nbconvert import HTMLExporter
from traitlets.config import Config

from export_markdown import LessonRenderer, mathml, plain_text
from export_repair import keep_controls_inside, placeholder, repaired, words
from export_safe_html import safe_html
from export_scripts import CHARTS, COMMON, PAGE, TEMPLATE, kinds_of, libraries, policy, script

# The richest form first; none of these runs code from the notebook.
FORMS = [*CHARTS, "text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/latex", "text/plain"]


def script_json(value):
    """JSON in which no text can end the script element: `<` and line separators are written as escapes."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


class LessonExporter(HTMLExporter):
    """nbconvert's page of a notebook, with the kit's own template."""

    way_back = ""

    def say(self, cell, problem):
        """Hears of a problem in a cell."""

    @property
    def default_config(self):
        # The template brings its own colours for code, and a person's custom.css is not used.
        no_css = {"enabled": False}
        config = Config({"NbConvertBase": {"display_data_priority": FORMS}, "CSSHTMLHeaderPreprocessor": no_css})
        merged = super().default_config.copy()
        merged.merge(config)
        return merged

    @pass_context
    def markdown2html(self, context, source):
        return LessonRenderer(
            self.way_back,
            say=lambda problem: self.say(context.get("cell"), problem),
            attachments=context.get("cell", {}).get("attachments") or {},
            path=context["resources"]["metadata"]["path"],
            embed_images=True,
        ).render(source)

    def default_filters(self):
        yield from super().default_filters()
        yield "script_json", script_json
        yield "safe_html", safe_html
        yield "mathml", lambda tex: safe_html(mathml(tex.strip().strip("$"), "block"))


def heading(notebook):
    """The notebook's first heading, which becomes the page's title."""
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    lines = (line for text in texts for line in text.splitlines() if line.startswith("# "))
    return next((plain_text(line[2:]) for line in lines), None)


def contents(notebook):
    """The sections of the notebook, for the links at its top: the words of each heading and its place in the page."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    outside_code = [re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE) for text in texts]
    lines = [line for text in outside_code for line in text.splitlines() if line.startswith("## ") and "![" not in line]
    renderer = LessonRenderer("")
    pages = [BeautifulSoup(renderer.render(line), "html.parser") for line in lines]
    headings = [heading for page in pages for heading in page.select("h2[id]")]
    return [{"id": each["id"], "words": each.get_text().removesuffix("¶").strip()} for each in headings]


def neighbours(source):
    """The kit's lessons before and after this one, which lie beside it and whose names begin with their numbers."""
    lessons = sorted(path.stem for path in source.parent.glob("[0-9][0-9]-*.ipynb"))
    gallery = [path.stem for path in source.parent.glob("chart-gallery.ipynb")]
    course = [*lessons, *gallery]
    if source.stem not in course:
        return {}
    place = course.index(source.stem)
    return {
        "previous": course[place - 1] if place > 0 else None,
        "next": course[place + 1] if place + 1 < len(course) else None,
        "gallery": gallery[0] if gallery and source.stem not in gallery else None,
    }


def export(project, source, target):
    """Writes the page of one notebook."""
    said = {}

    def say(number, problem):
        place = source.name if number is None else f"{source.name}, cell {number}"
        said[f"{place}: {problem}"] = True

    notebook = repaired(source.read_text(encoding="utf-8-sig"), say)
    keep_controls_inside(notebook, say)
    title = heading(notebook)
    if title:
        notebook.metadata.title = title
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    kinds = kinds_of(outputs)
    # Both kinds of charts share a script, which the page needs once.
    files = dict.fromkeys([*COMMON, *(file for kind in kinds for file in libraries(project, kind))])
    scripts = [script(file) for file in files]
    exporter = LessonExporter(
        template_name=TEMPLATE.name,
        extra_template_basedirs=[str(TEMPLATE.parent)],
        extra_template_paths=[str(PAGE)],
    )
    exporter.way_back = (os.path.relpath(source.parent, target.parent) + "/").replace(os.sep, "/").removeprefix("./")
    resources = {
        "metadata": {"name": source.stem, "path": str(source.parent)},
        "file_name": source.name,
        "charts": CHARTS,
        "contents": contents(notebook),
        "neighbours": neighbours(source),
        "scripts": scripts,
        "policy": policy(scripts, kinds, outputs),
    }
    page = page_of(notebook, exporter, resources, say)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(page.encode("utf-8", "replace"))
    for line in said:
        print(line)


def page_of(notebook, exporter, resources, say):
    """The whole page; a cell that can't be exported is left out, and said."""
    numbers = {cell.get("id"): number for number, cell in enumerate(notebook.cells, 1)}
    exporter.say = lambda cell, problem: say(numbers.get(cell and cell.get("id")), problem)

    def render(cells):
        part = copy.copy(notebook)
        part.cells = cells
        return exporter.from_notebook_node(part, copy.deepcopy(resources))[0]

    try:
        return render(notebook.cells)
    except Exception:
        for number, cell in enumerate(notebook.cells, 1):
            try:
                render([cell])
            except Exception as error:
                say(number, f"it can't be shown ({words(error)})")
                notebook.cells[number - 1] = placeholder(number)
        return render(notebook.cells)


# A name or a message can hold what the terminal's own encoding can't.
sys.stdout.reconfigure(encoding="utf-8", errors="replace")
project, *files = [pathlib.Path(argument).absolute() for argument in sys.argv[1:]]
for source, target in zip(files[::2], files[1::2]):
    try:
        export(project, source, target)
    except Exception as error:
        sys.exit(f"{source} can't be exported: {words(error)}")
