"""Iterations of a run in little room: what is the same for all once, every matrix by its bits."""

from app.engine.operation import Array

BYTES = 8
"""Of one number: float64, the lowest byte first."""


class Numbers:
    """Matrices in one row of numbers; those of equal bits stand there once."""

    def __init__(self) -> None:
        self.row = bytearray()
        self._places: dict[bytes, int] = {}

    def place(self, matrix: Array) -> int:
        """Where the matrix begins, counted in numbers."""
        bits = matrix.astype("<f8").tobytes()
        here = len(self.row) // BYTES
        at = self._places.setdefault(bits, here)
        if at == here:
            self.row += bits
        return at
