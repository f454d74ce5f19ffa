"""What a run may cost."""

from dataclasses import dataclass
from typing import Protocol

from app.engine.values import fail


class Costly(Protocol):
    """Anything with the work of one of its iterations, in multiply-adds."""

    @property
    def work(self) -> int: ...


@dataclass(frozen=True)
class Limits:
    """Most units, examples, iterations, multiply-adds (work), numbers in a reply."""

    iterations: int = 100_000
    work: int = 20_000_000_000
    reply_numbers: int = 600_000
    jacobian: int = 100_000
    examples: int = 500
    units: int = 128
    layers: int = 8
    inputs: int = 128

    def check_iteration(self, spec: Costly, iteration: int, field: str = "iteration") -> None:
        """Raise SpecError where running to `iteration` is more than allowed."""
        most = min(self.iterations, self.work // spec.work)
        if not 0 <= iteration <= most:
            raise fail(
                field, f"expected a whole number from 0 to {most} for a network of this size"
            )
