"""Reading one source without keeping it."""

from dataclasses import replace
from datetime import date

from armsledger.catalog import Catalog
from armsledger.model import Document, Reading
from armsledger.reading import read
from armsledger.sources import open_source
from armsledger.workflow.gathering import Task


def read_task(
    task: Task,
    *,
    published: date | None = None,
    allow_private: bool = False,
    catalog: Catalog | None = None,
) -> tuple[Document, Reading]:
    """The document that `task` names and what it claims; what it does not say of itself, the details say.

    Relative times count from the date the document gives itself, else from that of the task's details, else
    from `published`. Raises SourceError where there is nothing to read.
    """
    opened, details = open_source(task.where, allow_private=allow_private), task.details
    document = replace(
        opened,
        title=opened.title or details.title,
        publisher=opened.publisher or details.publisher,
        published=opened.published or details.published or published,
    )
    return document, read(document, document.published, catalog)
