"""``params/documents.yaml`` read, and the documents of an agreement's sources given their parts.

A project without the file cites by rows.
"""

from collections.abc import Mapping
from typing import TypeVar

from ...model.agreement import Agreement
from ...model.choices import RegionAgreement
from ...model.compilation import Compilation
from ...model.documents import CitedDocuments
from ...model.values import Source
from ..files import Files, Root
from .strict_yaml import examine_model, read_model

FILE = "params/documents.yaml"
Citing = TypeVar("Citing", Agreement, RegionAgreement, Compilation)


def require_sound_documents(root: Root) -> None:
    """Raises ParameterError with every fault of the file, where there is one."""
    if has_documents(root):
        read_model(root, root / FILE, CitedDocuments)


def has_documents(root: Root) -> bool:
    return (root / FILE).is_file()


def with_parts(files: Files, model: Citing) -> Citing:
    """The same terms, choices or compilation, whose sources know the parts of their documents."""
    documents = examine_model(files, files / FILE, CitedDocuments).model if has_documents(files) else None
    if documents is None:
        return model
    return model.model_copy(update={"sources": _known(model.sources, documents)})


def _known(sources: Mapping[str, Source], documents: CitedDocuments) -> dict[str, Source]:
    return {name: source.in_parts(documents.parts(source.document)) for name, source in sources.items()}
