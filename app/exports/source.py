"""What an export is made of: a trace, and where it came from."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from app.engine import names
from app.engine.operation import Phase, Step
from app.engine.program import Program
from app.engine.spec import Spec
from app.engine.trace import Trace

PHASES: dict[Phase, str] = {
    "forward": "Forward: from the inputs to what the net says",
    "loss": "Loss: what it costs",
    "backward": "Backward: from the loss to the gradient of every parameter",
    "update": "Update: every parameter goes against its gradient",
}
MEANING = {
    "lr": "α, the learning rate",
    "l2": "λ, the weight of the penalty on large weights",
    "mu": "μ, the share of the memory kept",
}
WIDTH = 96


def file_name(spec: Spec, iteration: int, ending: str) -> str:
    """`stepgrad-spiral-2-4-3-iteration-6.py`."""
    layers = "-".join(map(str, spec.layers))
    return f"stepgrad-{spec.data}-{layers}-iteration-{iteration}{ending}"


@dataclass(frozen=True, eq=False)
class Source:
    """A trace, the canonical query of its spec, the name of the file, and what made it."""

    trace: Trace
    query: str
    name: str
    maker: str

    @property
    def spec(self) -> Spec:
        return self.trace.spec

    @property
    def program(self) -> Program:
        return self.trace.program

    @property
    def last(self) -> int:
        """The number of the last layer."""
        return len(self.spec.layers) - 1

    @property
    def iteration(self) -> int:
        """Updates made before the pass: where the run diverged, fewer than asked for."""
        return int(self.trace.scalars["t"]) - 1

    @property
    def state(self) -> tuple[str, ...]:
        """The names of θ: parameters and memories that the program reads."""
        return tuple(name for name in self.program.reads if name not in ("A0", "Y"))

    @property
    def parameters(self) -> list[str]:
        """`W1 b1 W2 b2 …`."""
        return [f"{letter}{layer}" for layer in range(1, self.last + 1) for letter in "Wb"]

    @property
    def state_title(self) -> str:
        """What θ is, in words."""
        what = "parameters" + (" and memories" if len(self.state) > 2 * self.last else "")
        when = {0: "before the first update", 1: "after 1 update"}
        return f"The {what} {when.get(self.iteration, f'after {self.iteration} updates')}"

    @property
    def address(self) -> str:
        """The moment's address, below whatever host serves the app."""
        position = f"iteration={self.trace.iteration}" if self.trace.iteration else ""
        return "/?" + "&".join(filter(None, (self.query, position)))

    @property
    def named(self) -> set[str]:
        """The scalars that the lines name."""
        return {name for step in self.program.steps for name in step.operation.scalars}

    def phases(self) -> Iterator[tuple[Phase, list[Step]]]:
        """Each phase with its steps, in order."""
        for phase in PHASES:
            yield phase, [step for step in self.program.steps if step.phase == phase]

    def settings(self) -> Iterator[str]:
        """Assignments of the scalars that stay the same through a run."""
        if not self.spec.batch:
            yield f"m = {self.spec.m}  # examples"
        for name, meaning in MEANING.items():
            if name in self.named:
                yield f"{name} = {self.trace.scalars[name]!r}  # {meaning}"

    def handed_over(self) -> Iterator[str]:
        """`W1, b1 = W1_next, b1_next` for every layer: what an update wrote is read by the next."""
        for layer in range(1, self.last + 1):
            steps = (step for step in self.program.steps if step.layer == layer)
            written = [step.writes for step in steps if step.writes.endswith("_next")]
            read = (name.removesuffix("_next") for name in written)
            yield f"{', '.join(read)} = {', '.join(written)}"

    def shape(self, name: str) -> str:
        """`4 × 8`. The size of a batch stays m: the last batch of an epoch may be short."""
        m = "m" if self.spec.batch else str(self.spec.m)
        sizes = {f"n{layer}": str(n) for layer, n in enumerate(self.spec.layers)} | {"m": m}
        rows, columns = names.dims(name, self.last)
        return f"{sizes.get(rows, rows)} × {'·'.join(sizes.get(n, n) for n in columns.split('*'))}"

    def told(self) -> list[str]:
        """The spec in a few lines; its matrices stand where they are used."""
        fields = self.spec.fields()
        own = [name for name in ("X", "Y", *dict(self.spec.own)) if name in fields]
        plain = ", ".join(f"{n}={_text(v)}" for n, v in fields.items() if n not in own)
        given = f", own {' '.join(own)}" if own else ""
        return textwrap.wrap(plain + given, WIDTH)

    @property
    def stopped(self) -> str:
        """What there is to say where the pass is not finite, else nothing."""
        where = self.trace.nonfinite
        if where is None:
            return ""
        return (
            f"In iteration {where.iteration} the numbers overflow, first in {where.step}: "
            "there the run ends."
        )


def _text(value: object) -> str:
    if isinstance(value, list):
        return f"[{' '.join(map(str, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)
