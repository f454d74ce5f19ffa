"""Values to JSON bytes: straight from the arrays, always strict.

JSON has no NaN and no infinity; they go out as the strings "NaN", "Infinity", "-Infinity". What
depends on the spec alone is encoded once and put into each reply as it is.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import orjson

from app.engine import names
from app.engine.operation import Array, Operation, Phase, Step
from app.engine.program import compile
from app.engine.spec import Spec
from app.web.address import canonical
from app.web.identity import ENGINE, FORMAT

JSON = "application/json"


def dumps(value: object) -> bytes:
    """JSON of plain values, fragments and C-contiguous arrays, which must be finite."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)


def number(value: float | None) -> float | str | None:
    """A number as JSON can have it."""
    if value is None or math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def numbers(values: Array | Iterable[float | None]) -> object:
    """A C-contiguous array, or a list of numbers, as `dumps` takes it."""
    if isinstance(values, np.ndarray):
        if np.isfinite(values).all():
            return values
        values = values.tolist()
    return [numbers(v) if isinstance(v, list) else number(v) for v in values]


@lru_cache(maxsize=4096)
def step_json(
    index: int,
    phase: Phase,
    layer: int | None,
    writes: str,
    operation: Operation,
    reads: tuple[str, ...],
) -> orjson.Fragment:
    """A step without values. Many programs share it."""
    step = Step(phase, layer, writes, operation, reads)
    shown = {
        "index": index,
        "phase": step.phase,
        "layer": step.layer,
        "writes": step.writes,
        "operation": step.operation.name,
        "reads": step.reads,
        "tex": step.tex,
        "code": step.code,
        "why": step.why,
        "pattern": step.operation.pattern,
        "title": step.title,
        "ask": step.ask,
        "equation": step.equation,
    }
    return orjson.Fragment(orjson.dumps(shown))


class Subject:
    """A spec with everything that is made of it once: program, canonical query, encoded parts."""

    def __init__(self, spec: Spec, query: str | None = None) -> None:
        """`query` is the canonical query unless the spec is too long for one."""
        self.spec = spec
        self.program = compile(spec)
        self.query = canonical(spec) if query is None else query
        self.m = min(spec.batch, spec.m) or spec.m
        program = self.program
        self.names = (*program.reads, *(step.writes for step in program.steps))
        self.steps = {
            step.writes: step_json(
                index, step.phase, step.layer, step.writes, step.operation, step.reads
            )
            for index, step in enumerate(program.steps)
        }

    @cached_property
    def all_steps(self) -> orjson.Fragment:
        return orjson.Fragment(orjson.dumps(list(self.steps.values())))

    @cached_property
    def dims(self) -> dict[str, tuple[str, str]]:
        last = len(self.spec.layers) - 1
        return {name: names.dims(name, last) for name in self.names}

    @cached_property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """Rows and columns of every matrix for a whole batch."""
        return {name: names.shape(name, self.spec.layers, self.m) for name in self.names}

    @cached_property
    def size(self) -> int:
        """How many numbers all matrices hold."""
        return self.numbers(self.names)

    def numbers(self, chosen: Iterable[str]) -> int:
        """How many numbers the matrices `chosen` hold."""
        return sum(math.prod(self.shapes[name]) for name in chosen)

    @cached_property
    def head(self) -> dict[str, Any]:
        """What every reply about this spec begins with."""
        spec = self.spec
        return {
            "format": FORMAT,
            "engine": ENGINE,
            "query": self.query,
            "spec": orjson.Fragment(orjson.dumps(spec.fields())),
            "layers": spec.layers,
            "activations": spec.activations,
        }

    def matrices(self, values: Mapping[str, Array], finite: bool) -> dict[str, Any]:
        """C-contiguous matrices with their shapes in numbers and letters; `finite` if all are."""
        dims = self.dims
        return {
            name: {
                "shape": array.shape,
                "dims": dims[name],
                "values": array if finite else numbers(array),
            }
            for name, array in values.items()
        }
