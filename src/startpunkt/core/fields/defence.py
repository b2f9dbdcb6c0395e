"""Which lots concern defence: by their law, their codes or their buyer. Neither alone finds them all."""

from __future__ import annotations

import re
from collections.abc import Iterable

LAW = "2009/81/EC"
"""The directive on defence and security procurement, as notices name it."""

_CODE = re.compile(r"35|506|734[0-2]|7343[0-6]|75220")
"""Security and defence equipment, its repair, defence research, defence services."""

_BUYER = re.compile(
    r"bundeswehr|baainbw|wehrtechni|wehrwissenschaft|verteidigung|streitkr|heeres|marinearsenal|bundesheer|armasuisse"
    r"|defen[cs]e|armed forces|\barmy\b|\bnavy\b|air force|\bnato\b|\bnspa\b|minist[eè]re des arm[eé]es|d[eé]fense"
    r"|defensa|difesa|defesa|defensie|forsvar|försvar|puolustus|kaitse|aizsardz|kra[sš]to apsaug|obran|obrony|wojsk"
    r"|hadse|honv[eé]d|ap[aă]r[aă]r|отбран|άμυν",
    re.IGNORECASE,
)
"""Words of buyers' names in the languages of the notices."""


def is_defence(legal_basis: str | None, codes: Iterable[str], buyers: Iterable[str]) -> bool:
    """Whether a lot under ``legal_basis`` with these CPV ``codes``, bought by ``buyers`` (names), concerns defence."""
    return legal_basis == LAW or any(_CODE.match(code) for code in codes) or any(_BUYER.search(name) for name in buyers)
