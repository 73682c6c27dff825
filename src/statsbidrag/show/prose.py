"""Prose made from figures, as escaped HTML."""

from html import escape

# The class of a text that only says that its section has nothing: a page leaves both out.
NOTHING = "tomt"


def paragraph(text: str, kind: str = "") -> str:
    """One paragraph; ``kind`` is a class of the style sheet: ingress for the opening sentences, not for a note."""
    start = f'<p class="{kind}">' if kind else "<p>"
    return f"{start}{escape(text)}</p>"


def heading(text: str) -> str:
    """A heading under the section's own."""
    return f"<h3>{escape(text)}</h3>"
