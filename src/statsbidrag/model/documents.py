"""How a source is cited: the part of a document in which a row of its text stands.

Owns the shape of ``params/documents.yaml``. Parameter files give the row (``place: r. 24``), which is how we find it
again; a reader of a report meets the diary number and the section or page, as a registrator would ask for it.
"""

from itertools import pairwise

from pydantic import Field, model_validator

from .node import Node, Whole, wrong_at


class DocumentPart(Node):
    """A part of a document from a row on: its section and its page where one is known. ``title`` is what the section
    is a part of, and ``number`` that document's own, where the document at hand holds several."""

    row: Whole
    section: str
    title: str | None = None
    page: str | None = None
    number: str | None = None


class CitedDocument(Node):
    """A document, by the name that ``sources`` have for it, and its parts in the order of their rows."""

    document: str
    parts: list[DocumentPart] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "CitedDocument":
        for number, (one, following) in enumerate(pairwise(self.parts), start=1):
            if following.row <= one.row:
                raise wrong_at(
                    f"delen «{following.section}» börjar på rad {following.row}, men delen före på rad {one.row}; "
                    "skriv delarna i radernas ordning",
                    "parts",
                    number,
                )
        return self


class CitedDocuments(Node):
    """Every document that is cited by its parts."""

    documents: list[CitedDocument] = []

    @model_validator(mode="after")
    def _each_once(self) -> "CitedDocuments":
        names = [one.document for one in self.documents]
        for number, name in enumerate(names):
            if name in names[:number]:
                raise wrong_at(
                    f"samma dokument står som nummer {names.index(name) + 1} i listan; ta bort det ena",
                    "documents",
                    number,
                )
        return self

    def parts(self, document: str) -> list[DocumentPart]:
        """A document's parts; [] where nothing is known of them."""
        return next((one.parts for one in self.documents if one.document == document), [])
