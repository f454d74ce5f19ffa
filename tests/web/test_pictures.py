"""The pictures of steps: their numbers are the matrices', and each can be read on its colour."""

import re

import numpy as np
import pytest

from app.engine.training import Runs
from app.paths import STATIC
from app.web.cells import BLACK_FROM, STOPS, WHITE_FROM, short
from app.web.moment import Moment
from app.web.pictures import picture

RUNS = Runs(1 << 20)
NETS = (
    "m=5",
    "data=tiny&hidden=3&init=tidy",
    "m=5&activation=tanh&output_route=chain&optimizer=adam",
)
NAMES = ("n4", "n3", "n2", "n1", "0", "p1", "p2", "p3", "p4")


def numbers(svg: str) -> list[str]:
    return re.findall(r'class="number[^"]*"[^>]*>([^<]+)<', svg)


@pytest.mark.parametrize("net", NETS)
def test_the_numbers_are_those_of_the_matrices(net, count):
    found = Moment(net).trace(RUNS)
    for step in found.program.steps:
        drawn = numbers(picture(found, step.writes))
        written = found.values[step.writes]
        whole = bool((written == np.round(written)).all())
        expected = [short(float(v), whole) for v in written.ravel()]
        assert drawn[: len(expected)] == expected, step.writes
        assert len(drawn) > len(expected)
        count("numbers of pictures", len(expected))


def test_what_is_asked_is_an_empty_frame():
    found = Moment("m=5").trace(RUNS)
    asked, told = picture(found, "dZ1", asked=True), picture(found, "dZ1")
    assert 'class="pending"' in asked and 'class="pending"' not in told
    assert len(numbers(told)) - len(numbers(asked)) == 20


def test_every_entry_that_a_gate_stopped_is_hatched():
    found = Moment("m=5").trace(RUNS)
    stopped = int((found.values["gprime1"] == 0).sum())
    assert picture(found, "dZ1").count('class="hatch"') == stopped > 0


def test_the_selected_cell_has_a_frame_and_so_have_the_row_and_the_column_that_make_it():
    found = Moment("m=5").trace(RUNS)
    assert picture(found, "dW2", (1, 1)).count('class="chosen"') == 3
    assert picture(found, "dZ1", (1, 1)).count('class="chosen"') == 3
    assert 'class="chosen"' not in picture(found, "dW2")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (0.004, "0.00"), (-0.004, "0.00"), (-0.5, "−0.50"),
        (12.34, "12.3"), (123.4, "123"), (-12345.0, "−1e4"), (np.inf, "∞"), (-np.inf, "−∞"),
        (np.nan, "NaN"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_on_the_stage(value, text):
    assert short(value, False) == text


def palettes() -> dict[str, list[np.ndarray]]:
    """The nine stops of the light and the dark theme."""
    css = (STATIC / "css/tokens.css").read_text()
    light, dark = css.split("\n[data-theme=")[:2]
    return {
        theme: [
            np.array([int(text[i : i + 2], 16) for i in (0, 2, 4)])
            for text in (re.findall(rf"--v-{name}: #(\w{{6}})", part)[0] for name in NAMES)
        ]
        for theme, part in (("light", light), ("dark", dark))
    }


def luminance(colour):
    c = colour / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_number_stands_out_from_its_colour(theme):
    stops = palettes()[theme]
    for share in np.linspace(-1, 1, 401):
        at = (share + 1) / 2 * (STOPS - 1)
        low = min(STOPS - 2, int(at))
        back = luminance(stops[low] + (stops[low + 1] - stops[low]) * (at - low))
        side = int(share > 0)
        white = (
            abs(share) >= WHITE_FROM[side] if theme == "light" else abs(share) < BLACK_FROM[side]
        )
        contrast = 1.05 / (back + 0.05) if white else (back + 0.05) / 0.05
        assert contrast >= 4.5, share
