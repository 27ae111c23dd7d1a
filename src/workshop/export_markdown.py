"""Markdown cells of an exported page: formulas become MathML, links between notebooks lead to the exported pages."""

import html
import os
import re
from urllib.parse import unquote

from bs4 import BeautifulSoup
from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from export_safe_html import safe_html


# Vector rather than raster, as nbconvert chooses.
PICTURES = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]

# Where TeX leaves a thin space and latex2mathml doesn't: between the name of a function and what is next to it.
NAME = "<mi>(?:exp|ln|log)</mi>"
THIN_SPACE = r'\1<mspace width="0.167em"></mspace>'


def spaced(formula):
    """`p ln p` rather than `plnp`."""
    formula = re.sub(f"(</(?:mi|mn|msub|msup|mfrac)>)(?={NAME})", THIN_SPACE, formula)
    return re.sub(f"({NAME})(?=<m(?!o))", THIN_SPACE, formula)


def mathml(tex, display):
    """A formula that can't be read stays as it was written, so that nothing is lost."""
    try:
        # HTML knows the element without its namespace, which would break nbconvert's headings.
        return spaced(convert(tex.strip(), xmlns="", display=display).replace(' xmlns=""', ""))
    except Exception:
        return f"<code>{html.escape(tex)}</code>"


class LessonRenderer(IPythonRenderer):
    """Jupyter's Markdown, for a self-contained page in another folder (`way_back` leads to the notebook's folder)."""

    def __init__(self, way_back, say=lambda problem: None, **options):
        super().__init__(escape=False, **options)
        self.way_back = way_back
        self.say = say

    def inline_math(self, body):
        return mathml(body, "inline")

    def block_math(self, body):
        return mathml(body, "block")

    def latex_environment(self, name, body):
        return mathml(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")

    def link(self, text, url, title=None):
        return super().link(text, self.exported(url), title)

    def exported(self, url):
        """Pages are placed relative to one another as their notebooks are; any other file stays where it was."""
        if re.match(r"[a-z][a-z0-9+.-]*:|[/#]", url, re.IGNORECASE):
            return url
        path, hash_sign, anchor = url.partition("#")
        if path.endswith(".ipynb"):
            return path.removesuffix(".ipynb") + ".html" + hash_sign + anchor
        return self.way_back + url

    def block_html(self, html):
        """Unchanged: nbconvert would close its tags, but a table of code blocks begins in one piece and ends in another."""
        return html + "\n"

    def inline_html(self, html):
        return html

    def embed_pictures(self, page):
        """Embeds the pictures of raw HTML in the page, once the cell is complete."""
        if "<img" not in page:
            return page
        soup = BeautifulSoup(page, "html.parser")
        for picture in soup.select("img[src]"):
            picture["src"] = self._embed_image_or_attachment(picture["src"])
        return str(soup)

    def _embed_image_or_attachment(self, src):
        """Where nbconvert stops at an attachment that isn't there, the page has the picture's words."""
        name = src.removeprefix("attachment:")
        if name == src:
            url = super()._embed_image_or_attachment(src)
        else:
            bundle = self.attachments.get(name) or self.attachments.get(unquote(name)) or {}
            kind = next((kind for kind in PICTURES if isinstance(bundle.get(kind), str)), None)
            url = kind and f"data:{kind};base64,{bundle[kind]}"
        if url and url.startswith("data:"):
            return url
        self.say(f"the picture {src} isn't in the notebook or beside it; the page has its words in its place")
        return src

    def render(self, source):
        """The cell as HTML that neither runs nor loads anything."""
        page = self.embed_pictures(MarkdownWithMath(renderer=self).render(source))
        # The links beside headings are for the mouse: by keyboard they would be a stop at every heading.
        return safe_html(page).replace('<a class="anchor-link"', '<a tabindex="-1" class="anchor-link"')


def plain_text(markdown):
    """A line of Markdown without its markup, for the title of a page."""
    renderer = LessonRenderer("", exclude_anchor_links=True)
    return BeautifulSoup(renderer.render(markdown), "html.parser").get_text().strip()
