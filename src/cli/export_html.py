"""Turns notebooks, as they are stored, into pages that stand alone: one file each, live charts, nothing from the network.

usage: export_html.py PROJECT_FOLDER NOTEBOOK.ipynb PAGE.html [NOTEBOOK.ipynb PAGE.html ...]
"""

import base64
import hashlib
import importlib.util
import json
import os
import pathlib
import sys

import nbformat
from jinja2 import pass_context
from nbconvert import HTMLExporter
from traitlets.config import Config

from export_markdown import LessonRenderer, mathml, plain_text
from export_safe_html import safe_html

HERE = pathlib.Path(__file__).parent
TEMPLATE = HERE / "html-template"
CHARTS = {"application/vnd.vegalite.v5+json": "vega-lite", "application/vnd.plotly.v1+json": "plotly"}
# The richest form first; nothing here runs code of the notebook's.
FORMS = [*CHARTS, "text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/latex", "text/plain"]


def libraries(project, kind):
    """The minified library that draws one kind of chart, and the page's own script that calls it."""
    if kind == "vega-lite":
        builds = [project / "node_modules" / name / "build" / f"{name}.min.js" for name in ("vega", "vega-lite", "vega-embed")]
        return [*builds, TEMPLATE / "drawVegaLite.js"]
    # The copy of plotly.js that comes with Python's plotly is the minified one.
    plotly = pathlib.Path(importlib.util.find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"
    return [TEMPLATE / "beforePlotly.js", plotly, TEMPLATE / "plotlyControls.js", TEMPLATE / "drawPlotly.js"]


def script(file):
    """A script as it stands in the page; its source map stays behind, since it would be another file."""
    lines = file.read_text(encoding="utf-8").replace("</script", "<\\/script").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL="))


def policy(scripts, kinds):
    """The page may run these very scripts and nothing else, and load nothing at all."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    pictures = "data: blob:" if "plotly" in kinds else "data:"
    rules = {
        "default-src": "'none'",
        "img-src": pictures,
        "style-src": "'unsafe-inline'",
        "script-src": " ".join(f"'sha256-{each}'" for each in hashes) or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def script_json(value):
    """JSON that no text in it can end the script element of: `<` and line separators are written as escapes."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


class LessonExporter(HTMLExporter):
    """nbconvert's page of a notebook with a template of the kit's own."""

    way_back = ""

    @property
    def default_config(self):
        # The colours of code are the template's own, and a person's custom.css stays theirs.
        no_css = {"enabled": False}
        config = Config({"NbConvertBase": {"display_data_priority": FORMS}, "CSSHTMLHeaderPreprocessor": no_css})
        merged = super().default_config.copy()
        merged.merge(config)
        return merged

    @pass_context
    def markdown2html(self, context, source):
        return LessonRenderer(
            self.way_back,
            attachments=context.get("cell", {}).get("attachments", {}),
            path=context["resources"]["metadata"]["path"],
            embed_images=True,
        ).render(source)

    def default_filters(self):
        yield from super().default_filters()
        yield "script_json", script_json
        yield "safe_html", safe_html
        yield "mathml", lambda tex: safe_html(mathml(tex.strip().strip("$"), "block"))


def heading(notebook):
    """The first heading, as the page's title."""
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    lines = (line for text in texts for line in text.splitlines() if line.startswith("# "))
    return next((plain_text(line[2:]) for line in lines), None)


def kinds_of(notebook):
    """The kinds of charts in a notebook."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return sorted({kind for output in outputs for form, kind in CHARTS.items() if form in output.get("data", {})})


def export(project, source, target):
    """Writes the page of one notebook."""
    notebook = nbformat.read(source, as_version=4)
    title = heading(notebook)
    if title:
        notebook.metadata.title = title
    kinds = kinds_of(notebook)
    scripts = [script(file) for kind in kinds for file in libraries(project, kind)]
    exporter = LessonExporter(template_name=TEMPLATE.name, extra_template_basedirs=[str(HERE)])
    exporter.way_back = (os.path.relpath(source.parent, target.parent) + "/").replace(os.sep, "/").removeprefix("./")
    resources = {
        "metadata": {"name": source.stem, "path": str(source.parent)},
        "file_name": source.name,
        "charts": CHARTS,
        "scripts": scripts,
        "policy": policy(scripts, kinds),
    }
    page, _ = exporter.from_notebook_node(notebook, resources)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(page.encode("utf-8", "replace"))


project, *files = [pathlib.Path(argument).absolute() for argument in sys.argv[1:]]
for source, target in zip(files[::2], files[1::2]):
    export(project, source, target)
