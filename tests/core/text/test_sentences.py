from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from startpunkt.core.text.sentences import Passage, passages, sentences

prose = st.text(alphabet=st.sampled_from("abcdeäß ABC.;!?\n\t-•1"), max_size=400)


@given(prose)
def test_sentences_are_verbatim_and_in_order(text: str) -> None:
    found = sentences(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(each.text for each in found).split()) == "".join(text.split())


@given(prose, st.integers(1, 60), st.integers(0, 100))
@example("1  1", 1, 0)
def test_passages_are_verbatim_in_order_and_bounded(text: str, shortest: int, more: int) -> None:
    longest = shortest + more
    found = passages(text, shortest, longest)
    assert all(text[each.start : each.end] == each.text and each.text.strip() == each.text for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(len("".join(each.text.split())) < shortest + longest for each in found)
    assert all(len(one.text) >= shortest or "\n" in text[one.end : other.start] for one, other in pairwise(found))
    assert not any("\n" in each.text.strip() for each in found)
    assert "".join("".join(each.text for each in found).split()) == "".join(text.split())


def test_sentences_end_at_full_stops_and_line_breaks() -> None:
    assert [each.text for each in sentences("Radar liefern. Und warten\nSonar prüfen!")] == [
        "Radar liefern.",
        "Und warten",
        "Sonar prüfen!",
    ]


@pytest.mark.parametrize("text", ["z. B. Funkgeräte", "ca. 300 km"])
def test_a_small_letter_does_not_start_a_sentence(text: str) -> None:
    assert sentences("vgl. oben stehende Liste")[0].text == "vgl. oben stehende Liste"
    assert "".join(each.text for each in sentences(text)).replace(" ", "") == text.replace(" ", "")


def test_taking_a_passage_out_leaves_the_others() -> None:
    text = " ".join(f"Dies ist der Satz Nummer {number} von einigen." for number in range(10))
    found = passages(text, 60, 200)
    without = text.replace(found[1].text, "", 1)
    assert [each.text for each in passages(without, 60, 200)] == [found[0].text, *(each.text for each in found[2:])]


def test_an_empty_text_has_no_passage() -> None:
    assert passages(" \n ", 10, 20) == []
    assert passages("kurz", 10, 20) == [Passage(0, 4, "kurz")]
