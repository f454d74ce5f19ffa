"""A learner's own matrix beside the true one: which cells are right, and which slip explains the
others.

A slip is another line for one step. The rest of the program is run with it, so that what was made
rightly from a slipped step is explained too.
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from app.engine import names
from app.engine.marked import Found, Marked, Untold, said
from app.engine.mistakes import Mistake
from app.engine.operation import Array
from app.engine.rerun import every_mistake, mistakes, rerun, rerun_from_the_start
from app.engine.rounding import rounded
from app.engine.trace import Trace
from app.engine.typed import Cells, Typed
from app.engine.values import fail

MOST = 2_000
"""Slips that are tried unless fewer are asked for."""
MANY = 4
"""So many cells tell something together, even with a digit each."""
EARLIER = 10
"""So many iterations back a slip is looked for that was made in each."""
FEW = 0.1
"""An entry whose half unit is more than this share of what it stands for has too few digits."""
UNSEEN = {
    "bias-left-out": "Every b of this layer is 0, so nobody can tell whether you added it.",
    "relu-at-zero": "No z is exactly 0 here, so nobody can tell what you take ReLU′(0) for.",
    "mask-forgotten": "Nothing is held back here, so nobody can tell whether you used the slopes.",
}
"""What is said of a slip that changes nothing on these numbers."""


class Marking:
    """One answer to one step of an iteration, looked at."""

    def __init__(self, found: Trace, name: str, typed: Typed, most: int = MOST) -> None:
        """At most so many slips are tried."""
        self.found, self.name, self.given = found, name, typed
        every = tuple(islice(mistakes(found.program, name), most + 1))
        self.most, self.mistakes, self.all_tried = most, every[:most], len(every) <= most
        self.truth = found.values[name]
        self.fits_shape = typed.shape == self.truth.shape
        self.turned = typed.shape == self.truth.shape[::-1] and not self.fits_shape
        self.typed = typed.turned if self.turned else typed
        same = self.fits_shape or self.turned
        self.right: Cells = self.typed.fits(self.truth) if same else np.zeros(typed.shape, bool)
        self.answered = ~self.typed.blank
        self.wrong = self.answered & ~self.right
        self.slips: list[Found] = []
        self.untold: list[Untold] = []
        if self.turned:
            self.slips.append(self._transposed())

    def tries(self) -> Iterator[None]:
        """Try the slips, one at a time."""
        for mistake in self.mistakes:
            value = rerun(self.found, dict(mistake.lines), self.name)
            if value is not None and value.shape == self.typed.shape:
                self._try(mistake, value)
            elif value is not None and value.shape == self.given.shape:
                self._try_as_given(mistake, value)
            yield
        if self._open() and 0 < self.found.iteration <= EARLIER:
            yield from self._earlier()

    def _open(self) -> bool:
        """Whether something is wrong that nothing explains so far."""
        return bool(self.wrong.any()) and not any(slip.everywhere for slip in self.slips)

    def _earlier(self) -> Iterator[None]:
        """Try each slip as one made in every iteration from 0 on."""
        k = self.found.iteration
        for mistake in islice(every_mistake(self.found.program), self.most // (k + 1)):
            value = rerun_from_the_start(self.found, dict(mistake.lines), self.name)
            if value is not None and value.shape == self.typed.shape:
                fits = self.typed.fits(value)[self.answered].all()
                if fits and self._tells(value, True):
                    self.slips.append(self._found_earlier(mistake))
            yield

    def result(self) -> Marked:
        """The cells and the slips, once these are tried.

        Raises SpecError for a shape that is neither the right one nor that of a slip.
        """
        if not (self.fits_shape or self.turned or self.slips):
            self._by_shape()
        slips = self.slips
        if self.fits_shape and self.wrong.any():
            slips = [*slips, *self._other()]
        if any(slip.everywhere for slip in slips):
            slips = [slip for slip in slips if slip.everywhere]
        slips = list({(slip.id, slip.step): slip for slip in reversed(slips)}.values())[::-1]
        right = self.right if self.fits_shape else np.zeros(self.given.shape, bool)
        coarse = right & self._coarse() if self.fits_shape else right
        return Marked(right, coarse, slips, self.untold, self.all_tried)

    def _try(self, mistake: Mistake, value: Array) -> None:
        """Whether these wrong lines explain what is wrong, or change nothing that is seen."""
        fits = self.typed.fits(value)
        everywhere = bool(fits[self.answered].all())
        if self.wrong.any() and fits[self.wrong].all():
            if self._tells(value, everywhere):
                self.slips.append(self._found(mistake, everywhere))
        elif everywhere and self.answered.any() and mistake.step == self.name:
            same = bool(np.allclose(value, self.truth, 1e-9, 1e-12, equal_nan=True))
            self.untold.append(Untold(mistake.id, mistake.label, self._unseen(mistake, same)))

    def _try_as_given(self, mistake: Mistake, value: Array) -> None:
        """The same where the shape might also be the right one transposed."""
        if self.given.fits(value)[~self.given.blank].all() and not self.right.all():
            self.slips = [self._found(mistake, True), *self._but_transposed()]

    def _but_transposed(self) -> list[Found]:
        return [slip for slip in self.slips if slip.id != "transposed"]

    def _tells(self, value: Array, everywhere: bool) -> bool:
        """Whether the wrong cells have digits enough to tell anything."""
        exact = np.isclose(self.typed.values, value, 1e-9, 1e-12)
        enough = (exact | (self.typed.half <= FEW * np.abs(value)))[self.wrong]
        return bool(enough.all() or (everywhere and (enough.any() or enough.size >= MANY)))

    def _found(self, mistake: Mistake, everywhere: bool) -> Found:
        own, step = said(self.name), said(mistake.step)
        of = f"{own} {mistake.what}" if step == own else f"what follows from {step} {mistake.what}"
        where = "These are the numbers of" if everywhere else "In the wrong cells stands"
        if everywhere and step != own:
            own = own.removeprefix("the ")
            why = f"Your {own} is right for {step} {mistake.what}. {mistake.why}"
        else:
            why = f"{where} {of}. {mistake.why}"
        code = "; ".join(line for _, line in mistake.lines)
        return Found(mistake.id, mistake.label, why, mistake.step, code, everywhere)

    def _found_earlier(self, mistake: Mistake) -> Found:
        why = (
            f"Your {said(self.name).removeprefix('the ')} comes out if every iteration so far had "
            f"{said(mistake.step)} {mistake.what}. {mistake.why}"
        )
        code = "; ".join(line for _, line in mistake.lines)
        return Found(mistake.id, mistake.label, why, mistake.step, code)

    def _unseen(self, mistake: Mistake, same: bool) -> str:
        if self.found.scalars["m"] == 1 and "/m" in mistake.label:
            return "With m = 1 nobody can tell whether you divided by m."
        if same and mistake.id in UNSEEN:
            return UNSEEN[mistake.id]
        where = "has the same numbers here" if same else "looks the same to the digits given"
        return f"{said(self.name).replace('the ', 'The ')} {mistake.what} {where}."

    def _transposed(self) -> Found:
        rows, columns = self.truth.shape
        own = said(self.name)
        count, of = int(self.right.sum()), int(self.answered.sum())
        each = "every cell is right" if count == of else f"{count} of {of} cells are right"
        why = (
            f"{own} is {rows} × {columns}, yours is {columns} × {rows}. Turned round, {each}. "
            "Columns are examples, and a gradient has the shape of its variable."
        )
        return Found("transposed", "transposed", why, self.name, f"{self.name}.T")

    def _by_shape(self) -> None:
        """A shape that tells the slip by itself, or none that is known."""
        kind = names.split(self.name)[0]
        rows, columns = self.truth.shape
        m = int(self.found.scalars["m"])
        if kind == "db" and self.given.shape == (rows, m):
            why = (
                f"{said(self.name)} is {rows} × {columns}, one number for each unit; yours still "
                "has one for each example. The same b_j was added in every example, so its row is "
                "summed. (The numbers are something else too.)"
            )
            self.slips.append(Found("db-not-summed", "db not summed", why, self.name, ""))
            return
        raise fail(
            "values",
            f"expected {rows} × {columns}, the shape of {said(self.name)}; "
            f"found {self.given.shape[0]} × {self.given.shape[1]}",
        )

    def _other(self) -> Iterator[Found]:
        """What is no other line: transposed where it still fits, rounded too early."""
        if self.truth.shape[0] == self.truth.shape[1]:
            fits = self.typed.fits(self.truth.T)
            if fits[self.wrong].all():
                why = f"These are the numbers of {said(self.name)} with rows and columns exchanged."
                yield Found("transposed", "transposed", why, self.name, f"{self.name}.T",
                            bool(fits[self.answered].all()))  # fmt: skip
        early = rounded(self.found, self.name, self.typed, self.wrong)
        if early:
            yield Found("rounding", "rounding only", early, self.name, "")

    def _coarse(self) -> Cells:
        exact = np.isclose(self.typed.values, self.truth, 1e-9, 1e-12)
        few: Cells = self.typed.half > FEW * np.abs(self.truth)
        return few & ~exact


def mark(found: Trace, name: str, typed: Typed) -> Marked:
    """An answer to step `name`, marked at one go."""
    marking = Marking(found, name, typed)
    for _ in marking.tries():
        pass
    return marking.result()
