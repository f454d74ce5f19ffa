"""A run with a slip in it, as some published figures come about: the same steps, other operands."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.engine.names import split
from app.engine.operation import Array, Step
from app.engine.program import Program
from app.engine.state import initial_state, workspace


def updated_early(program: Program) -> Program:
    """Each W is updated as soon as its gradient is there, and dA already made with the new one."""
    updates = {step.layer: step for step in program.steps if _kind(step) == "W_next"}
    steps: list[Step] = []
    for step in program.steps:
        if _kind(step) == "dA" and f"{step.reads[0]}_next" in program.by_name:
            step = replace(step, reads=(f"{step.reads[0]}_next", *step.reads[1:]))
        if step not in updates.values():
            steps.append(step)
        if _kind(step) == "dW" and step.layer in updates:
            steps.append(updates[step.layer])
    return Program(program.spec, tuple(steps))


def unmasked(layer: int) -> Callable[[Program], Program]:
    """The mask of a layer is forgotten: dA is passed on in place of its dZ."""

    def slip(program: Program) -> Program:
        steps = tuple(
            replace(step, reads=tuple(f"dA{layer}" if r == f"dZ{layer}" else r for r in step.reads))
            for step in program.steps
        )
        return Program(program.spec, steps)

    return slip


def run(program: Program) -> Iterator[dict[str, Array]]:
    """Every matrix of iteration 0, 1, 2 …, by plain gradient descent on all examples."""
    values = workspace(program, initial_state(program.spec))
    scalars = program.scalars(0, program.spec.m)
    while True:
        found = program.run(values, scalars)
        yield found
        values = {name: found.get(f"{name}_next", found[name]) for name in values}


def _kind(step: Step) -> str:
    kind, _, suffix = split(step.writes)
    return kind + suffix
