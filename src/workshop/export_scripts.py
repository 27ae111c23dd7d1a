"""The scripts of an exported page: which ones it needs, and the policy that lets it run these and no others."""

import base64
import hashlib
import importlib.util
import pathlib

TEMPLATE = pathlib.Path(__file__).parent / "html-template"
# The scripts and styles that all pages of the kit share.
PAGE = TEMPLATE.parent.parent / "page"
VEGA_LITE = "application/vnd.vegalite.v5+json"
CHARTS = {VEGA_LITE: "vega-lite", "application/vnd.plotly.v1+json": "plotly"}


def kinds_of(outputs):
    """The kinds of charts among the outputs of a notebook."""
    return sorted({kind for output in outputs for form, kind in CHARTS.items() if form in output.get("data", {})})


# What every page needs, with charts or without.
COMMON = [PAGE / "accessible.js", PAGE / "page.js"]


def libraries(project, kind):
    """The minified library that draws one kind of chart, and the page's own scripts that call it."""
    if kind == "vega-lite":
        builds = [project / "node_modules" / name / "build" / f"{name}.min.js" for name in ("vega", "vega-lite", "vega-embed")]
        own = [PAGE / name for name in ("chartControls.js", "narrowCharts.js", "drawVegaLite.js")]
        return [*builds, *own]
    # The copy of plotly.js that comes with Python's plotly is the minified one.
    plotly = pathlib.Path(importlib.util.find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"
    own = [PAGE / name for name in ("chartControls.js", "plotlyControls.js", "narrowPlotly.js", "drawPlotly.js")]
    return [PAGE / "beforePlotly.js", plotly, *own]


def script(file):
    """A script as the page contains it, without its source map, which would be another file."""
    lines = file.read_text(encoding="utf-8").replace("</script", "<\\/script").split("\n")
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL="))


def has_many_marks(output):
    """Whether a Vega-Lite chart is drawn on a canvas, as those with thousands of marks are."""
    try:
        return output["data"][VEGA_LITE]["usermeta"]["embedOptions"]["renderer"] == "canvas"
    except (KeyError, TypeError):
        return False


def policy(scripts, kinds, outputs):
    """The Content-Security-Policy under which the page runs exactly these scripts and loads nothing at all."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    allowed = [f"'sha256-{each}'" for each in hashes]
    # With many marks, Vega is fast enough only if it may compile its expressions.
    if any(has_many_marks(output) for output in outputs):
        allowed.append("'unsafe-eval'")
    pictures = "data: blob:" if "plotly" in kinds else "data:"
    rules = {
        "default-src": "'none'",
        "img-src": pictures,
        "style-src": "'unsafe-inline'",
        "script-src": " ".join(allowed) or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
