"""A moment told by its parts: a spec's query, an iteration, a step, a cell."""

from dataclasses import dataclass

from app.engine.spec import Limits
from app.engine.trace import Trace, trace
from app.engine.training import Runs
from app.web.address import parse


@dataclass(frozen=True)
class Moment:
    """Where an address leads: `spec` is the canonical query of a network; `open` is what is to be
    unfolded there: "more" for the aside of the reason, "what-if" for the wrong lines.
    """

    spec: str
    step: str = ""
    iteration: int = 0
    cell: tuple[int, int] | None = None
    open: str = ""

    @property
    def query(self) -> str:
        """The query of its address; without a step, the network's beginning."""
        position = {
            "iteration": self.iteration or "",
            "step": self.step,
            "cell": ",".join(map(str, self.cell or ())),
        }
        given = [f"{name}={value}" for name, value in position.items() if value != ""]
        return "&".join([*([self.spec] if self.spec else []), *given])

    @property
    def address(self) -> str:
        """Its address in the studio."""
        unfolded = f"#{self.open}" if self.open else ""
        return (f"/?{self.query}" if self.query else "/") + unfolded

    def trace(self, runs: Runs) -> Trace:
        """Its iteration, computed."""
        return trace(parse(self.spec, Limits()), self.iteration, runs)
