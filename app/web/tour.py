"""The ten-minute tour: seven moments of one iteration on the lecture net, as slides to go through
by one key, and to print.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse

from app.engine.training import Runs
from app.web import markup
from app.web.moment import Moment
from app.web.pictures import picture
from app.web.presets import LECTURE


@dataclass(frozen=True)
class Station:
    r"""A moment of the tour, the seconds meant for it, and what to say once its result is there.

    In `say` TeX stands between \( and \). What to ask before is the step's own question.
    """

    step: str
    seconds: int
    say: str

    @property
    def moment(self) -> Moment:
        return Moment(LECTURE, self.step)


STATIONS = (
    Station(
        "Z1",
        75,
        r"A row of \(W\) holds the wires into one unit, a column of \(X\) is one example: "
        r"row times column, plus \(b\).",
    ),
    Station(
        "J",
        60,
        r"Every example has a loss of its own; \(J\) is their mean, and the one number that is "
        r"to become smaller.",
    ),
    Station(
        "dZ2",
        90,
        r"The softmax put into the cross-entropy leaves \(A - Y\): what the net says, less what "
        r"is true.",
    ),
    Station(
        "dW2",
        120,
        r"Every example brings its \(dz\) times its \(a\), and their mean is the gradient; the "
        r"transpose only lines the examples up.",
    ),
    Station(
        "dA1",
        90,
        r"Back through the same wires: a column of \(W\), the wires out of a unit, is a row of "
        r"\(W^{T}\).",
    ),
    Station(
        "dZ1",
        90,
        r"Entry by entry: where the gate is open the gradient passes, where it is shut nothing "
        r"does.",
    ),
    Station(
        "W2_next",
        75,
        r"One step of size \(\alpha\) against the gradient. Only \(W\) and \(b\) change; all the "
        r"rest is computed again.",
    ),
)


def to_the_net(request: Request) -> RedirectResponse | None:
    """The tour is of the lecture net: any other address leads to its beginning."""
    if request.scope["query_string"].decode("latin-1").startswith(LECTURE):
        return None
    theme = request.query_params.get("theme")
    kept = f"&theme={theme}" if theme in ("light", "dark") else ""
    return RedirectResponse(f"/tour?{LECTURE}{kept}")


@lru_cache(maxsize=1)
def slides() -> list[dict[str, Any]]:
    """What the template reads of each station."""
    found = Moment(LECTURE).trace(Runs(1 << 20))
    shown, planned = [], 0
    for station in STATIONS:
        step = found.program.by_name[station.step]
        planned += station.seconds
        shown.append(
            {
                "step": station.step,
                "phase": step.phase,
                "title": step.title,
                "symbol": markup.symbol(station.step),
                "spoken": markup.spoken(station.step),
                "ask": markup.sentence(step.ask),
                "say": markup.sentence(station.say),
                "seconds": station.seconds,
                "planned": planned,
                "address": station.moment.address,
                "picture": picture(found, station.step, _largest(found.values[station.step])),
            }
        )
    return shown


def _largest(values: Any) -> tuple[int, int]:
    """The entry that the stage selects by itself."""
    at = int(abs(values).argmax())
    return at // values.shape[1], at % values.shape[1]
