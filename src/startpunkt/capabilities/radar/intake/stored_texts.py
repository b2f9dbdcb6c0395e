"""The texts of a lot as the tables hold them, and as the core compares them."""

from __future__ import annotations

from typing import NamedTuple

from startpunkt.core.notices.model import Lot, Notice, Texts


class StoredTexts(NamedTuple):
    """Beginnings of the texts of a lot and of its notice by language."""

    title: Texts
    description: Texts
    notice_title: Texts
    notice_description: Texts
    languages: list[str]

    def records(self) -> tuple[Notice, Lot]:
        """A notice and a lot that hold these texts and nothing else."""
        lot = Lot("", title=self.title, description=self.description)
        notice = Notice(
            id="",
            version="",
            format="eforms",
            form=None,
            kind="competition",
            languages=tuple(self.languages),
            title=self.notice_title,
            description=self.notice_description,
        )
        return notice, lot
