"""What is said of a learner's matrix."""

from dataclasses import dataclass, field

from app.engine import names
from app.engine.typed import Cells


@dataclass(frozen=True)
class Found:
    """A slip that explains every wrong cell. `everywhere`: every other cell too; else some are
    right that the slip would have changed.
    """

    id: str
    label: str
    why: str
    step: str
    code: str
    everywhere: bool = True


@dataclass(frozen=True)
class Untold:
    """A slip that changes nothing on these numbers, or nothing that the digits given show."""

    id: str
    label: str
    why: str


@dataclass(frozen=True, eq=False)
class Marked:
    """Cells right or wrong, and those right with so few digits that others would be right too."""

    right: Cells
    coarse: Cells
    slips: list[Found] = field(default_factory=list)
    untold: list[Untold] = field(default_factory=list)
    all_tried: bool = True

    @property
    def undecided(self) -> str | None:
        """What the data cannot tell, in a sentence or two; None if it tells all."""
        out = []
        if not self.all_tried:
            out.append("The net is large: only the slips nearest to this step were tried.")
        if len({slip.label for slip in self.slips}) > 1:
            out.append(
                "Each of these slips gives these numbers; more digits, or the matrices before, "
                "would tell them apart."
            )
        if few := int(self.coarse.sum()):
            cells = "1 cell is" if few == 1 else f"{few} cells are"
            out.append(
                f"{cells} right to the digits given, but with so few that quite other numbers "
                "would be right too: give at least two digits that count."
            )
        return " ".join(out) or None


def said(name: str) -> str:
    """A matrix in plain letters: "dW[2]", "the new W[1]"."""
    if name == "L":
        return "ℒ"
    return ("the new " if name.endswith("_next") else "") + names.plain(name)
