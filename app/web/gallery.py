"""Worked examples that others have printed, and how far their figures agree with those made here.

A case is a file in `cases`: its source, its network as a spec, the figures as printed there. What
is compared with them is always computed.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from app.engine.operation import Array
from app.engine.program import Program, compile
from app.engine.slipped import run, unmasked, updated_early
from app.engine.spec import Limits, Spec
from app.engine.trace import trace
from app.engine.training import Runs
from app.web.address import canonical
from app.web.moment import Moment
from app.web.service import ADDRESS
from app.web.specs import canonical_json, id_of

ORDER = ("mazur", "yeh", "geoj", "stanford", "flower", "spiral")
FOLDER = Path(__file__).with_name("cases")
SLIPS: dict[str, Callable[[Program], Program]] = {"early": updated_early, "unmasked": unmasked(2)}
LATER = 10_000_000
"""Multiply-adds from which on a figure is made apart from the page."""
ROOM = 10
"""Decimals up to which a column has room for two more."""
PART = 200
"""Iterations with a slip between two pauses, a few milliseconds."""
Entry = tuple[str, str, bool]
"""A figure as printed, "" for none, as it is here, and whether they agree."""


@dataclass(frozen=True)
class Made:
    """How a printed figure that differs came about: the slip, "" for none, and the iteration."""

    slip: str
    iteration: int


@dataclass(frozen=True)
class Figure:
    """A matrix as printed: rows by `;`, entries by `,`, `?` where none is printed.

    `times` "m" where sums are printed and means made here; `within` is as far as runs agree.
    """

    iteration: int
    matrix: str
    printed: str
    times: str = ""
    within: float = 0.0
    made: Made | None = None
    why: str = ""

    @cached_property
    def entries(self) -> list[list[str]]:
        return [row.split(",") for row in self.printed.split(";")]

    @cached_property
    def decimals(self) -> int:
        """Digits after the point, as many as printed anywhere in the matrix."""
        return max(len(text.partition(".")[2]) for row in self.entries for text in row)

    @property
    def reach(self) -> int:
        """The last iteration that is made for it."""
        return max(self.iteration, self.made.iteration if self.made else 0)


@dataclass(frozen=True)
class Case:
    """A published example; sentences hold TeX and emphasis as the reasons do."""

    slug: str
    name: str
    author: str
    source: str | None
    more: list[list[str]]
    net: str
    convention: str
    note: str | None
    look: str
    opens: dict[str, Any]
    picture: dict[str, Any]
    figures: tuple[Figure, ...]
    spec: Spec

    @cached_property
    def query(self) -> str:
        """The query that names its network: the spec itself, or its id if that is too long."""
        text = canonical(self.spec)
        return text if len(text) <= ADDRESS else f"spec={id_of(canonical_json(self.spec))}"

    @property
    def now(self) -> list[Figure]:
        """The figures made with the page."""
        return [one for one in self.figures if one.reach * self.spec.work <= LATER]

    @property
    def later(self) -> list[Figure]:
        """The figures that take longer."""
        return [one for one in self.figures if one.reach * self.spec.work > LATER]

    def address(self, step: str, iteration: int, cell: list[int] | None = None) -> str:
        """Where a step of it opens; a net too long for an address is saved on the way."""
        way = f"/examples/{self.slug}?" if self.query.startswith("spec=") else f"/?{self.query}&"
        return way + position(step, iteration, cell)


def position(step: str, iteration: int, cell: list[int] | None = None) -> str:
    """A moment's query less its network."""
    return Moment("", step, iteration, (cell[0], cell[1]) if cell else None).query


def _case(slug: str) -> Case:
    raw = orjson.loads((FOLDER / f"{slug}.json").read_bytes())
    figures = tuple(
        Figure(**{**one, "made": Made(**one["made"]) if "made" in one else None})
        for one in raw.pop("figures")
    )
    return Case(figures=figures, spec=Spec.of(raw.pop("spec"), Limits()), **raw)


CASES = {slug: _case(slug) for slug in ORDER}


@dataclass(frozen=True)
class Compared:
    """A figure beside the one made here, entry by entry; `made` is the one made with its slip."""

    figure: Figure
    rows: list[list[Entry]]
    made: list[list[Entry]] | None
    agreed: int
    """Decimals to which all entries agree."""

    @property
    def status(self) -> str:
        """Whether it agrees, is near, as runs of it are, or differs."""
        if all(fine for row in self.rows for _, _, fine in row):
            return "agrees"
        return "near" if self.figure.within else "differs"

    @property
    def explained(self) -> bool:
        """Whether the slip makes the figure as printed."""
        return all(fine for row in self.made or [] for _, _, fine in row)

    @property
    def verdict(self) -> str:
        """The same in a few words."""
        entries = [fine for row in self.rows for text, _, fine in row if text]
        if self.status == "agrees":
            return "every digit"
        if self.status == "near":
            return f"{self.agreed} of {self.figure.decimals} decimals"
        if len(entries) > 2:
            return f"{entries.count(False)} of {len(entries)} differ"
        return f"differs from decimal {self.agreed + 1} on"


def compare(
    case: Case, figures: list[Figure], runs: Runs
) -> Generator[None, None, tuple[Compared, ...]]:
    """The figures beside ours, those with least iterations first; pauses between its parts."""
    found = []
    for figure in figures:
        ours = trace(case.spec, figure.iteration, runs).values[figure.matrix]
        yield
        made = None
        if figure.made:
            made = yield from _made(case.spec, figure, runs)
        found.append(_compared(case, figure, ours, made))
    return tuple(found)


def _made(spec: Spec, figure: Figure, runs: Runs) -> Generator[None, None, Array]:
    """The matrix as it comes about with the slip of a figure."""
    assert figure.made
    if not figure.made.slip:
        return trace(spec, figure.made.iteration, runs).values[figure.matrix]
    iterations = run(SLIPS[figure.made.slip](compile(spec)))
    for k in range(figure.made.iteration):
        next(iterations)
        if k % PART == 0:
            yield
    return next(iterations)[figure.matrix]


def _compared(case: Case, figure: Figure, ours: Array, made: Array | None) -> Compared:
    times = case.spec.m if figure.times == "m" else 1
    printed = np.array([[_number(text) for text in row] for row in figure.entries])
    off = np.nanmax(np.abs(ours * times - printed))
    agreed = figure.decimals
    while agreed and off > _half(agreed):
        agreed -= 1
    rows = _rows(figure, ours * times)
    return Compared(figure, rows, None if made is None else _rows(figure, made * times), agreed)


def _rows(figure: Figure, values: Array) -> list[list[Entry]]:
    """Entries as printed and as here; where there is room these have two more decimals."""
    more = 2 if values.size < 3 and 0 < figure.decimals <= ROOM else 0
    rows = []
    for printed, here in zip(figure.entries, values.tolist(), strict=True):
        row = []
        for text, value in zip(printed, here, strict=True):
            places = len(text.partition(".")[2]) if text != "?" else figure.decimals
            fine = text == "?" or abs(value - float(text)) <= _half(places)
            row.append((_signed(text.replace("?", "")), _written(value, places + more), fine))
        rows.append(row)
    return rows


def _number(text: str) -> float:
    return float("nan") if text == "?" else float(text)


def _half(decimals: int) -> float:
    """Half a unit of the last of so many decimals, a trace more for what float64 cannot hold."""
    return 0.5 * 10.0**-decimals * (1 + 1e-6)


def _written(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}" if value else "0"
    return _signed(text if float(text) else text.removeprefix("-"))


def _signed(text: str) -> str:
    return text.replace("-", "−")
