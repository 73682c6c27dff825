"""The page around every published document: header, contents, style, print.

Owns that a page is one file that needs nothing else: no script, no network, one h1, readable ids, light and dark, A4.
``page.html.j2`` is its frame, ``page.css`` its look, ``report/`` the nbconvert template for a notebook's cells; what is
said quietly is ``quiet.py``.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, StrictUndefined, Template

from ...base.errors import ReportFailed
from .quiet import quieten, with_marks

POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
MAIN_ID = "innehall"
FORBIDDEN_TAGS = ("script", "style", "iframe", "object", "embed", "form", "link", "meta", "base")
SUBJECT = "Uppföljning av riktade statsbidrag"
NO_TEXT = "Bilden saknar beskrivning"
HEADINGS = ("h2", "h3", "h4")


def standalone_page(title: str, header: dict, body_html: str) -> str:
    """A whole HTML page around ``body_html``, which holds h2 and below.

    ``title`` is the browser's title. ``header`` has region_name and title (the h1), and perhaps period_title,
    as_known_text, preliminary_text, number (diary number), responsible, deciding_body, unit_text, next_line,
    fictive_text, and ``links`` (dicts of href and text). A key that is absent or None is not shown: a head is no
    place to ask. Raises ReportFailed if the body has an h1, a script or anything fetched from
    elsewhere, or a table without caption.
    """
    # Classes are kept as the text they are: to split and join them takes a tenth of the parsing.
    body = BeautifulSoup(body_html, "html.parser", multi_valued_attributes=None)
    elements = body.find_all(True)
    faults = _faults(elements)
    if faults:
        raise ReportFailed(faults)
    _describe_images(elements)
    meaning = quieten(body)
    contents = _number_headings(body.find_all(True))
    page = _template().render(
        policy=POLICY,
        title=title,
        print_title=_css_text(_running_title(title, header)),
        style=_text("page.css"),
        sender=f"{header['region_name']} · {SUBJECT}",
        heading=header["title"],
        lines=[with_marks(line) for line in _header_lines(header)],
        fictive=" ".join(text for text in (header.get("fictive_text"), meaning) if text),
        links=header.get("links", []),
        contents=contents if len(contents) > 1 else [],
        body=str(body).strip("\n"),
        footer=title,
    )
    return page.replace("\r\n", "\n").rstrip("\n") + "\n"


def _running_title(title: str, header: dict) -> str:
    """What stands at the foot of each printed page: with the report's short title, which fits on a line."""
    short = header.get("short_title")
    return f"{short} – {header['region_name']}, {header['period_title']}" if short else title


def slug(text: str) -> str:
    """A readable ascii id: ``Överenskommelsen och krav`` → ``overenskommelsen-och-krav``."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "avsnitt"


def _header_lines(header: dict) -> list[str]:
    first = [header.get(key) or "" for key in ("period_title", "as_known_text", "preliminary_text")]
    if header.get("number"):
        first.append(f"dnr {header['number']}")
    named = (("responsible", "Ansvarig"), ("deciding_body", "Beslutande"))
    second = [f"{label}: {header[key]}" for key, label in named if header.get(key)]
    second.append(_capitalised(header.get("unit_text") or ""))
    joined = [" · ".join(part for part in parts if part) for parts in (first, second, [header.get("next_line") or ""])]
    return [_capitalised(line) for line in joined if line]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _describe_images(elements: Sequence[Tag]) -> None:
    """An image without a text says so to whoever cannot see it."""
    for element in elements:
        if element.name == "img" and "alt" not in element.attrs:
            element["alt"] = NO_TEXT


def _number_headings(elements: Sequence[Tag]) -> list[dict[str, str]]:
    """Give every heading an id of its own; the h2 become the contents."""
    headings = [element for element in elements if element.name in HEADINGS]
    taken = {element["id"] for element in elements if "id" in element.attrs and element.name not in HEADINGS}
    taken.add(MAIN_ID)
    contents = []
    for heading in headings:
        text = " ".join(heading.get_text().split())
        wanted = slug(text)
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        heading["id"] = name
        if heading.name == "h2":
            contents.append({"id": name, "text": text})
    return contents


def _faults(elements: Sequence[Tag]) -> list[str]:
    faults = []
    if any(element.name == "h1" for element in elements):
        faults.append("sidan har redan en rubrik på högsta nivån; börja med ## i texten eller märk cellen dold")
    for element in elements:
        if element.name in FORBIDDEN_TAGS:
            faults.append(f"sidan innehåller <{element.name}>, som inte får publiceras; skriv vanlig text")
    for element in elements:
        for name, value in element.attrs.items():
            address = "".join(str(value).split()).casefold()
            if name.startswith("on") or (name in ("href", "src") and address.startswith(("javascript:", "vbscript:"))):
                faults.append(f"<{element.name}> har skript i {name}, som inte får publiceras; ta bort det")
            elif name in ("src", "srcset", "data", "poster") and not address.startswith("data:"):
                faults.append(f"<{element.name}> hämtar «{value}» utifrån; en sida ska kunna läsas utan nät")
    for element in elements:
        if element.name == "table" and (not element.caption or not element.caption.get_text(strip=True)):
            faults.append("en tabell saknar rubrik (caption); visa tabeller med table_html")
    return list(dict.fromkeys(faults))


def _css_text(text: str) -> str:
    """Text that can stand within quotes in a style sheet, whatever it holds."""
    return "".join(sign if sign.isalnum() or sign in " ,." else f"\\{ord(sign):x} " for sign in text)


@cache
def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(_text("page.html.j2"))
