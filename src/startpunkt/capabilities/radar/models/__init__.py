"""The radar's tables: notices and lots, and what organisations do with them."""

from startpunkt.capabilities.radar.models.notices import (
    Award,
    CodeLabel,
    ImportRun,
    LexemeCount,
    Lot,
    LotVector,
    Notice,
    Original,
    Quarantined,
    WordCount,
)
from startpunkt.capabilities.radar.models.profiles import ProfileVector
from startpunkt.capabilities.radar.models.work import (
    Dismissal,
    Forwarding,
    Pursuit,
    PursuitStep,
    SavedView,
    Visit,
)

__all__ = [
    "Award",
    "CodeLabel",
    "Dismissal",
    "Forwarding",
    "ImportRun",
    "LexemeCount",
    "Lot",
    "LotVector",
    "Notice",
    "Original",
    "ProfileVector",
    "Pursuit",
    "PursuitStep",
    "Quarantined",
    "SavedView",
    "Visit",
    "WordCount",
]
