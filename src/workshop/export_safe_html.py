"""What an exported page may take from a notebook's HTML: text and its style, nothing that runs or loads anything."""

import re

import nh3
import tinycss2

TEXT = """a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3
    h4 h5 h6 hr i img input ins kbd li mark ol p pre progress q s samp section small span strong sub summary sup table
    tbody td tfoot th thead tr u ul var wbr""".split()
MATH = """math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover""".split()
NAMES = """align alt checked class colspan columnalign columnspacing dir disabled display displaystyle fence height id lang
    linethickness lspace mathvariant max maxsize minsize open reversed role rowspacing rowspan rspace scope scriptlevel
    separator start stretchy style tabindex title value width xmlns""".split()
# None of these takes an address, so no value of theirs can load anything.
LOOKS = """background-color border border-bottom border-bottom-color border-collapse border-color border-left
    border-left-color border-radius border-right border-right-color border-top border-top-color clear color direction
    display flex flex-wrap float font font-family font-size font-style font-variant font-weight gap height letter-spacing
    line-height margin margin-bottom margin-left margin-right margin-top max-width min-width overflow overflow-wrap
    overflow-x padding padding-bottom padding-left padding-right padding-top text-align text-decoration text-indent
    unicode-bidi vertical-align white-space width""".split()


def looks(style):
    """The declarations of a style attribute that may stay, or `None` if none may."""
    declarations = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    kept = [each for each in declarations if each.type == "declaration" and each.lower_name in LOOKS]
    return " ".join(f"{each.serialize()};" for each in kept) or None


def allowed(tag, name, value):
    """The value that an attribute may have: a link is followed only when the reader clicks it, a picture is inside the page."""
    if name == "style":
        return looks(value)
    # Browsers drop spaces and control characters from the beginning of an address, and line breaks anywhere in it.
    if name == "href" and re.sub(r"[\x00-\x20]", "", value).lower().startswith("data:"):
        return None
    if name == "src" and not value.startswith("data:image/"):
        return None
    return value


CLEANER = nh3.Cleaner(
    tags={*TEXT, *MATH},
    clean_content_tags={"script", "style", "template", "iframe", "object", "embed"},
    attributes={"*": {*NAMES}, "a": {"href"}, "img": {"src"}, "li": {"type"}, "ol": {"type"}, "ul": {"type"}},
    generic_attribute_prefixes={"aria-"},
    # Of form fields, only checkboxes remain.
    set_tag_attribute_values={"input": {"type": "checkbox"}},
    attribute_filter=allowed,
    url_schemes={"http", "https", "mailto", "data"},
    link_rel=None,
)


def safe_html(html):
    """The HTML without scripts, style sheets, frames, event handlers and addresses that a browser would load."""
    # JSON can contain a lone surrogate, which UTF-8 can't encode.
    return CLEANER.clean(html.encode("utf-8", "replace").decode("utf-8"))
