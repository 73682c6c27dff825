"""What a page says quietly: a small «ex» for an example, and at its end what would make a note too long.

Owns how long a note under a table may be, which of its sentences give way, and the list at the end of the page where
those stand; and that a section that has nothing is not there. An example keeps its word for whoever listens to the
page, searches it or copies from it; for the eye it is a small «ex», and what that means is told once. Nothing is left
out: a sentence stands in one of two places.
"""

import re
from collections.abc import Iterator
from html import escape

from bs4 import BeautifulSoup, NavigableString, Tag

from ...show.prose import NOTHING
from ...show.wording import EXAMPLE

# About three lines, in print too; the browser test counts them.
LONGEST_NOTE = 290
NOTES_ID = "noter"
NOTES_TITLE = "Noter till tabellerna"
# What the last heading of a report begins with.
ANNEX = "Bilaga"
MORE = "Mer står i noterna."
MEANING = (
    f"Det som är märkt ex är {EXAMPLE}: påhittat, eller byggt på något påhittat. Vad som är {EXAMPLE} i en tabell med "
    "märkt rubrik står i noterna sist på sidan."
)
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ«])")
MARK = re.compile(rf"[  ]?\({EXAMPLE}\)")
INVENTED = re.compile(rf"\b(är|därmed) {EXAMPLE}\b|\bvilar på värden som är {EXAMPLE}\b")


def quieten(body: BeautifulSoup) -> str | None:
    """Move what notes are too long with, set the marks; what the asterisk means, None on a page that has none."""
    _leave_out_empty(body)
    moved = [one for note in body.find_all("p", class_="not") if (one := _shortened(body, note))]
    _set_marks(body)
    if moved:
        _tell(body, moved)
    return MEANING if body.find(class_=re.compile(r"\bex\b")) else None


def _leave_out_empty(body: BeautifulSoup) -> None:
    """A heading over a text that only says that there is nothing under it goes with the text."""
    for text in body.find_all("p", class_=NOTHING):
        before, after = text.find_previous_sibling(), text.find_next_sibling()
        if isinstance(before, Tag) and before.name == "h2" and (after is None or after.name == "h2"):
            before.decompose()
        text.decompose()


def with_marks(text: str) -> str:
    """A line of the page's head as HTML, its marks as quiet as those of the body."""
    return MARK.sub(lambda found: f'<span class="ex"><span class="dold">{found[0]}</span></span>', escape(text))


def _shortened(body: BeautifulSoup, note: Tag) -> tuple[str, str] | None:
    """The table's caption, and the sentences that leave the note under it. None where none does."""
    box = note.find_previous_sibling()
    caption = box.caption if isinstance(box, Tag) and box.name == "div" else None
    if caption is None:
        return None
    sentences = SENTENCE_END.split(note.get_text())
    invented = [one for one in sentences if INVENTED.search(one)]
    rest = [one for one in sentences if not INVENTED.search(one)]
    kept = list(_that_fit(rest))
    gone = [*rest[len(kept) :], *invented]
    if not gone:
        return None
    name = caption.get_text()
    if invented and not MARK.search(name):
        caption.append(f" ({EXAMPLE})")
    note.clear()
    note.append(" ".join(kept))
    if len(kept) < len(rest):
        link = body.new_tag("a", href=f"#{NOTES_ID}")
        link.string = MORE
        note.append(" ")
        note.append(link)
    elif not kept:
        note.decompose()
    return name, " ".join(gone)


def _that_fit(sentences: list[str]) -> Iterator[str]:
    """The first ones, as long as they leave room for the reference."""
    # A blank stands between two, so one less than there are.
    room = LONGEST_NOTE + 1
    if sum(len(one) + 1 for one in sentences) > room:
        room -= len(MORE) + 1
    for one in sentences:
        room -= len(one) + 1
        if room < 0:
            return
        yield one


def _set_marks(body: BeautifulSoup) -> None:
    for text in body.find_all(string=MARK):
        parts: list[NavigableString | Tag] = []
        end = 0
        for found in MARK.finditer(text):
            parts.append(NavigableString(text[end : found.start()]))
            parts.append(_mark(body, found[0]))
            end = found.end()
        text.replace_with(*parts, NavigableString(text[end:]))


def _mark(body: BeautifulSoup, word: str) -> Tag:
    mark = body.new_tag("span", attrs={"class": "ex"})
    unseen = body.new_tag("span", attrs={"class": "dold"})
    unseen.string = word
    mark.append(unseen)
    return mark


def _tell(body: BeautifulSoup, moved: list[tuple[str, str]]) -> None:
    """The list at the end, within the annex where the page has one."""
    chapters = body.find_all("h2")
    has_annex = chapters and chapters[-1].get_text().startswith(ANNEX)
    title = body.new_tag("h3" if has_annex else "h2")
    title.string = NOTES_TITLE
    listing = body.new_tag("ul", attrs={"class": "noter", "id": NOTES_ID})
    for caption, sentences in moved:
        entry = body.new_tag("li")
        name = body.new_tag("strong")
        name.string = f"{caption}:"
        entry.append(name)
        entry.append(f" {sentences}")
        listing.append(entry)
    body.append(title)
    body.append(listing)
