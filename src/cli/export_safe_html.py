"""What may come from a notebook's HTML into an exported page: text and its looks, nothing that runs or loads."""

import re

import bleach
from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer
from bs4 import BeautifulSoup

TEXT = """a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3
    h4 h5 h6 hr i img input ins kbd li mark ol p pre progress q s samp section small span strong sub summary sup table
    tbody td tfoot th thead tr u ul var wbr""".split()
MATH = """math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover""".split()
NAMES = """align alt checked class colspan columnalign columnspacing dir disabled display displaystyle fence height id lang
    linethickness lspace mathvariant max maxsize minsize open reversed role rowspacing rowspan rspace scope scriptlevel
    separator start stretchy style tabindex title type value width xmlns""".split()
LOOKS = CSSSanitizer(
    allowed_css_properties=[
        *ALLOWED_CSS_PROPERTIES,
        *[f"{box}{side}" for box in ("border", "margin", "padding") for side in ("", "-left", "-right", "-top", "-bottom")],
        *["border-radius", "flex", "flex-wrap", "gap", "max-width", "min-width", "overflow-wrap", "overflow-x"],
    ]
)


def allowed(tag, name, value):
    """A link leads where the reader asks to go; a picture is inside the page; a checkbox is all that is left of forms."""
    if name == "href":
        return tag == "a" and not re.match(r"\s*data:", value, re.IGNORECASE)
    if name == "src":
        return tag == "img" and re.match(r"data:image/", value) is not None
    if name == "type":
        return tag != "input" or value == "checkbox"
    return name in NAMES or name.startswith("aria-")


def safe_html(html):
    """The HTML without scripts, styles, frames, event handlers and addresses that a browser would load."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style", "template", "iframe", "object", "embed"]):
        tag.decompose()
    return bleach.clean(
        str(soup),
        tags=[*TEXT, *MATH],
        attributes=allowed,
        protocols=["http", "https", "mailto", "data"],
        css_sanitizer=LOOKS,
        strip=True,
    )
