"""Where bars end and lines run."""

from __future__ import annotations

from startpunkt.foundation.design import charts


def rows(*values: float) -> list[dict[str, object]]:
    return [{"label": str(number), "value": value, "shown": f"{value} EUR"} for number, value in enumerate(values)]


def test_the_longest_bar_fills_the_place_and_nothing_is_shorter_than_nothing() -> None:
    assert [bar.width for bar in charts.bars(rows(50, 200, -10, 0))] == ["25.0", "100.0", "0.0", "0.0"]


def test_bars_of_nothing_have_no_length() -> None:
    assert [bar.width for bar in charts.bars(rows(0, 0))] == ["0.0", "0.0"]
    assert charts.bars([]) == []


def test_a_line_runs_from_the_first_to_the_last_value() -> None:
    line = charts.line(rows(0, 5, 10))
    assert line
    assert line.path == "M0.0 160.0L320.0 80.0L640.0 0.0"
    assert line.greatest == "10 EUR"


def test_one_point_is_no_line() -> None:
    assert charts.line(rows(3)) is None
