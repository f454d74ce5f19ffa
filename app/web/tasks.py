"""Long work in parts: a run on its way, a reply in the making."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Hashable
from functools import partial

from app.engine.spec import Spec
from app.engine.trace import Trace, trace_of
from app.engine.training import Run, Runs

Make = Callable[[], Generator[None, None, bytes]]
"""Makes a reply in parts of a few milliseconds: yields between them, returns the body."""

SLICE = 0.02
"""Seconds of a turn."""
PERIOD = 0.15
"""Seconds between two traces of a run on its way."""


class Task(ABC):
    """Work on the worker thread, and the futures of those who wait for it."""

    def __init__(self, key: Hashable) -> None:
        self.key = key
        self.waiting: list[asyncio.Future[None]] = []

    @abstractmethod
    def turn(self) -> bool:
        """Do a part of the work; True when all is done."""


class Training(Task):
    """A run on its way to `until`; `progress` is the last trace made of it on the way."""

    def __init__(self, runs: Runs, spec: Spec, until: int) -> None:
        super().__init__((spec, until))
        self._start = partial(runs.run, spec, until)
        self._run: Run | None = None
        self._shown = 0.0
        self.until = until
        self.progress: Trace | None = None

    def turn(self) -> bool:
        run = self._run = self._run or self._start()
        done = run.advance(SLICE)
        if done or time.perf_counter() - self._shown > PERIOD:
            at = self.until if done else run.iteration
            self.progress = trace_of(run.spec, run.state, at)
            self._shown = time.perf_counter()
        return done


class Making(Task):
    """A reply in the making."""

    def __init__(self, key: Hashable, make: Make, work: float) -> None:
        super().__init__(("make", key))
        self.work = work  # multiply-adds, about
        self._parts = make()
        self.result = b""

    def turn(self) -> bool:
        end = time.perf_counter() + SLICE
        while time.perf_counter() < end:
            try:
                next(self._parts)
            except StopIteration as stop:
                self.result = stop.value
                return True
        return False
