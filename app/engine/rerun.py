"""A program run with other lines in place of some of its own: what follows from a slip."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from app.engine.mistakes import Mistake, mistakes_of, updated_early
from app.engine.operation import Array, Step
from app.engine.program import Program
from app.engine.state import State, initial_state, workspace
from app.engine.trace import Trace


class Rerun:
    """Values of a program in which some lines are others; `known` are those that stand."""

    def __init__(
        self,
        program: Program,
        scalars: Mapping[str, float],
        known: Mapping[str, Array],
        lines: Mapping[str, str],
    ) -> None:
        self.steps, self.scalars, self.lines = program.by_name, scalars, lines
        self.values = dict(known)

    def __getitem__(self, name: str) -> Array:
        """The matrix of this name; a name of NumPy's or of a number is a KeyError."""
        if name not in self.values:
            step = self.steps[name]
            self.values[name] = self._other(name) if name in self.lines else self._own(step)
        return self.values[name]

    def _own(self, step: Step) -> Array:
        values = {name: self[name] for name in step.reads}
        return step.run(values, self.scalars)

    def _other(self, name: str) -> Array:
        line = compile(self.lines[name].partition(" = ")[2], "<slip>", "eval")
        read = (word for word in line.co_names if word in self.steps or word in self.values)
        scope = {"np": np, **self.scalars, **{word: self[word] for word in read}}
        return np.ascontiguousarray(np.atleast_2d(eval(line, scope)), np.float64)


def rerun(found: Trace, lines: Mapping[str, str], name: str) -> Array | None:
    """The matrix `name` if these lines stood in place of the program's; None if they do not fit."""
    touched = set(lines)
    for step in found.program.steps:
        if not touched.isdisjoint(step.reads):
            touched.add(step.writes)
    known = {one: value for one, value in found.values.items() if one not in touched}
    try:
        with np.errstate(all="ignore"):
            return Rerun(found.program, found.scalars, known, lines)[name]
    except (ValueError, IndexError):
        return None


def rerun_from_the_start(found: Trace, lines: Mapping[str, str], name: str) -> Array | None:
    """The same if these lines had stood there in every iteration from 0 on."""
    program, last = found.program, found.iteration
    start = initial_state(program.spec)
    carried: dict[str, Array] = {}
    try:
        with np.errstate(all="ignore"):
            for k in range(last + 1):
                known = workspace(program, State(k, start.theta)) | carried
                scalars = program.scalars(k, known["A0"].shape[1])
                values = Rerun(program, scalars, known, lines)
                if k < last:
                    moved = (one for one in known if f"{one}_next" in program.by_name)
                    carried = {one: values[f"{one}_next"] for one in moved}
            return values[name]
    except (ValueError, IndexError):
        return None


def sources(program: Program, name: str) -> tuple[Step, ...]:
    """The step that writes `name`, then those it comes from, the nearest first."""
    wanted, out = {name}, []
    for step in reversed(program.steps):
        if step.writes in wanted:
            wanted |= set(step.reads)
            out.append(step)
    return tuple(out)


def every_mistake(program: Program) -> Iterator[Mistake]:
    """All that can go wrong in an iteration."""
    for step in reversed(program.steps):
        yield from mistakes_of(step, program.spec)
    early = updated_early(program)
    if early:
        yield early


def mistakes(program: Program, name: str) -> Iterator[Mistake]:
    """All that can have gone wrong on the way to `name`, the nearest first."""
    steps = sources(program, name)
    for step in steps:
        yield from mistakes_of(step, program.spec)
    early = updated_early(program)
    made = [step.writes for step in steps if early and step.writes in dict(early.lines)]
    if early and made:
        yield replace(early, step=made[0])
