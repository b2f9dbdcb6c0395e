"""Who looks. Every selector takes one; nothing is loaded for nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """The one on whose behalf something is read: a person by id, the operator at the machine, or a stranger."""

    person_id: int | None = None
    staff: bool = False
    operator: bool = False

    @property
    def sees_all(self) -> bool:
        """The operator can read the store anyway; staff run the incubator."""
        return self.operator or self.staff


STRANGER = Viewer()
OPERATOR = Viewer(operator=True)
"""The command line: whoever may run it on the machine may read the store."""
