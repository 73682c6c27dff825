"""A page opened in a real browser, and everything it does that a published page may not.

Owns our own checks of a page, so that the project needs no other judge: it fetches nothing, complains of nothing, reads
without script, stays within a phone's width and an A4's, is accessible by axe-core in light and in dark, leads nowhere
that is not there, has no note that nobody would read, and hides nothing in print.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Error, Page, Request, sync_playwright

PHONE, DESK, SHEET = 320, 1160, 672
HEIGHT = 900
# A spare process for a page that may come costs as much as one that is looked at.
FLAGS = ("--no-sandbox", "--disable-quic", "--disable-features=SpareRendererForSitePerProcess")
# What axe calls best practice is asked for too: one h1, headings in order, everything within a landmark. To describe
# every element that passes would take most of the time.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOST_LINKS = """() => [...document.querySelectorAll('a[href^="#"]')]
    .filter(a => a.getAttribute('href') === '#' || !document.getElementById(decodeURIComponent(a.hash.slice(1))))
    .map(a => a.getAttribute('href'))"""
# A table or figure that scrolls on a screen is cut off on paper.
CUT_OFF = """() => [...document.querySelectorAll('table, svg, figure, p, li, h1, h2, h3, th, td')]
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width && box.right > document.documentElement.clientWidth + 1)
    .map(([e, box]) => e)
    .map(e => e.tagName.toLowerCase() + ': ' + (e.textContent || '').trim().slice(0, 40))"""
HIDDEN_DATA = """() => [...document.querySelectorAll('details')]
    .filter(d => [...d.children].some(c => c.tagName !== 'SUMMARY' && !c.getBoundingClientRect().height))
    .map(d => d.querySelector('summary') ? d.querySelector('summary').textContent.trim() : 'details')"""
# Longer notes are not read; what does not fit stands at the end of the page.
LINES = 3
LONG_NOTES = """lines => [...document.querySelectorAll('p.not')]
    .filter(note => note.getBoundingClientRect().height > (lines + .5) * parseFloat(getComputedStyle(note).lineHeight))
    .map(note => note.textContent.slice(0, 40))"""


@dataclass(frozen=True)
class Reader:
    """A browser with two tabs, one that runs script and one that does not; each opens page after page."""

    tab: Page
    plain: Page


@contextmanager
def opened(program: str) -> Iterator[Reader]:
    """The browser, closed at the end; as root it starts only without its sandbox."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        contexts = [browser.new_context(java_script_enabled=script) for script in (True, False)]
        yield Reader(*(context.new_page() for context in contexts))
        browser.close()


def faults(reader: Reader, path: Path) -> list[str]:
    """Everything wrong with a page, a line each, in English; none for a page that may be published."""
    page = reader.tab
    _as_at_a_desk(page)
    found = _behaviour(reader, path)
    # Put into the page by the browser, as no page could do itself.
    page.evaluate(AXE_SCRIPT)
    for scheme, width in (("light", DESK), ("dark", PHONE)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{scheme}, {width} px: axe {fault}" for fault in _axe(page)]
        if (beyond := page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{width} px: the page is {beyond} px too wide")
        if width == DESK:
            found += _long_notes(page, f"{width} px")
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": SHEET, "height": HEIGHT})
    found += _long_notes(page, "print")
    found += [f"print: {what} is cut off" for what in page.evaluate(CUT_OFF)]
    found += [f"print: the data of «{what}» is hidden" for what in page.evaluate(HIDDEN_DATA)]
    return found


def _long_notes(page: Page, where: str) -> list[str]:
    return [f"{where}: the note «{text}» is over {LINES} lines" for text in page.evaluate(LONG_NOTES, LINES)]


def _as_at_a_desk(page: Page) -> None:
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": DESK, "height": HEIGHT})


def _behaviour(reader: Reader, path: Path) -> list[str]:
    """What the page fetches, says on the console and leads to, and whether it reads the same without script."""
    found: list[str] = []
    page, plain = reader.tab, reader.plain

    def requested(request: Request) -> None:
        if request.url != path.as_uri() and not request.url.startswith("data:"):
            found.append(f"fetches {request.url}")

    def said(message: ConsoleMessage) -> None:
        found.append(f"console {message.type}: {message.text}")

    def failed(error: Error) -> None:
        found.append(f"script error: {error}")

    heard = {"request": requested, "console": said, "pageerror": failed}
    for event, told in heard.items():
        page.on(event, told)
    page.goto(path.as_uri())
    found += [f"the link {address} leads nowhere" for address in page.evaluate(LOST_LINKS)]
    if (headings := page.locator("h1").count()) != 1:
        found.append(f"has {headings} h1")
    with_script = page.inner_text("body")
    for event, told in heard.items():
        page.remove_listener(event, told)
    _as_at_a_desk(plain)
    plain.goto(path.as_uri())
    if plain.inner_text("body") != with_script:
        found.append("reads otherwise without script")
    return found


def _axe(page: Page) -> list[str]:
    violations = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    return [f"{one['id']}: {node['html'][:80]}" for one in violations for node in one["nodes"]]
