"""Who may use the engine when: short work at once, long work in turns on one thread.

The event loop must never wait for NumPy. What is short is done where it is asked for. All else goes
to one worker thread, which gives the runs slices of 20 ms in turn, and between two of them a slice
to one of the replies in the making; so a long run holds nobody up. Equal work is done once. Work
that nobody waits for any more is dropped; the checkpoints of a run let the next one go on from
there.
"""

import asyncio
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from threading import Condition, Lock, Thread
from typing import TypeVar, cast

from app.engine.spec import Spec
from app.engine.trace import Trace, trace_of
from app.engine.training import Run, Runs
from app.web.errors import Refusal

Make = Callable[[], Generator[None, None, bytes]]
"""Makes a reply in parts of a few milliseconds: yields between them, returns the body."""

SLICE = 0.02
"""Seconds of a turn."""
PERIOD = 0.15
"""Seconds between two traces of a run on its way."""
SWITCH = 0.0005
"""Seconds after which the worker lets the event loop have the interpreter."""


class Task:
    """Work on the worker thread, and the futures of those who wait for it."""

    def __init__(self, key: Hashable) -> None:
        self.key = key
        self.waiting: list[asyncio.Future[None]] = []

    def turn(self) -> bool:
        """Do a part of the work; True when all is done."""
        raise NotImplementedError


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

    def __init__(self, key: Hashable, make: Make) -> None:
        super().__init__(("make", key))
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


Work = TypeVar("Work", bound=Task)


class Compute:
    """The engine's worker; its thread starts with the first long work."""

    def __init__(self, runs: Runs, queue_length: int, queue_seconds: float) -> None:
        self.runs = runs
        self.queue_length = queue_length
        self.queue_seconds = queue_seconds
        self.closing = False
        self._engine = Lock()  # held by whoever computes
        self._changed = Condition()  # guards what follows
        self._tasks: dict[Hashable, Task] = {}
        self._makings: deque[Task] = deque()
        self._runs: deque[Task] = deque()
        self._worker: Thread | None = None

    def at_once(self, make: Make) -> bytes | None:
        """A reply that takes no time worth waiting for; None while the worker is in the engine."""
        if not self._engine.acquire(blocking=False):
            return None
        try:
            parts = make()
            while True:
                next(parts)
        except StopIteration as stop:
            return cast(bytes, stop.value)
        finally:
            self._engine.release()

    def refuse_if_full(self) -> None:
        """Refusal 503 while no more work is taken."""
        if self.closing or len(self._tasks) >= self.queue_length:
            raise _busy()

    async def reach(self, spec: Spec, iteration: int) -> None:
        """Return once a checkpoint at `iteration` is there. Refusal 503 if that takes too long."""
        with self.training(spec, iteration) as (_, done):
            await self._wait(done)

    async def make(self, key: Hashable, make: Make) -> bytes:
        """A reply made on the worker; equal keys share one. Refusal 503 if it takes too long."""
        with self._joined(Making(key, make)) as (task, done):
            await self._wait(done)
            return task.result

    def training(
        self, spec: Spec, until: int
    ) -> AbstractContextManager[tuple[Training, asyncio.Future[None]]]:
        """Join the run of `spec` to `until`: the run, and a future that is done when it is."""
        return self._joined(Training(self.runs, spec, until))

    def stop(self) -> None:
        """Drop all work, and tell so who waits for it; no more is taken."""
        with self._changed:
            self.closing = True
            for task in list(self._tasks.values()):
                self._finish(task, Refusal(503, "The server stops.", headers={"Retry-After": "2"}))
            self._changed.notify()

    async def _wait(self, done: asyncio.Future[None]) -> None:
        try:
            async with asyncio.timeout(self.queue_seconds):
                await done
        except TimeoutError:
            raise _busy() from None

    @contextmanager
    def _joined(self, task: Work) -> Iterator[tuple[Work, asyncio.Future[None]]]:
        """Wait for `task`, or for an equal one at work; the last to leave stops it."""
        done = asyncio.get_running_loop().create_future()
        with self._changed:
            if task.key in self._tasks:
                task = cast(Work, self._tasks[task.key])
            else:
                self.refuse_if_full()
                self._tasks[task.key] = task
                (self._runs if isinstance(task, Training) else self._makings).append(task)
                self._start_worker()
                self._changed.notify()
            task.waiting.append(done)
        try:
            yield task, done
        finally:
            done.cancel()
            with self._changed:
                if done in task.waiting:
                    task.waiting.remove(done)
                if not task.waiting and self._tasks.get(task.key) is task:
                    del self._tasks[task.key]

    # --- on the worker thread ---

    def _start_worker(self) -> None:
        if self._worker is None:
            sys.setswitchinterval(SWITCH)
            self._worker = Thread(target=self._work, name="engine", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        making_next = True
        while True:
            with self._changed:
                while not self.closing and not (self._makings or self._runs):
                    self._changed.wait()
                if self.closing:
                    return
                queue = (
                    self._makings
                    if self._makings and (making_next or not self._runs)
                    else self._runs
                )
                making_next = queue is self._runs
                task = queue.popleft()
                if self._tasks.get(task.key) is not task:
                    continue  # nobody waits for it any more
            finished, error = self._turn(task)
            with self._changed:
                if finished:
                    self._finish(task, error)
                else:
                    queue.append(task)

    def _turn(self, task: Task) -> tuple[bool, BaseException | None]:
        with self._engine:
            try:
                return task.turn(), None
            except Exception as error:  # it belongs to those who wait
                return True, error

    def _finish(self, task: Task, error: BaseException | None) -> None:
        if self._tasks.get(task.key) is task:
            del self._tasks[task.key]
        for future in task.waiting:
            with suppress(RuntimeError):  # its event loop has ended
                future.get_loop().call_soon_threadsafe(_settle, future, error)


def _settle(future: asyncio.Future[None], error: BaseException | None) -> None:
    if future.done():
        return
    if error:
        future.set_exception(error)
    else:
        future.set_result(None)


def _busy() -> Refusal:
    return Refusal(
        503,
        "Too much is being computed at this moment; ask again in a few seconds. What was computed "
        "so far is kept.",
        headers={"Retry-After": "5"},
    )
