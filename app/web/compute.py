"""Who may use the engine when: short work at once, long work in turns on one thread.

The event loop must never wait for NumPy. What is short is done where it is asked for. All else goes
to one worker thread, which gives the runs slices of 20 ms in turn, and between two of them a slice
to one of the replies in the making; so a long run holds nobody up. Equal work is done once. Work
that nobody waits for any more is dropped; the checkpoints of a run let the next one go on from
there.
"""

import asyncio
import sys
from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from heapq import heappop, heappush
from itertools import count
from threading import Condition, Lock, Thread
from typing import TypeVar, cast

from app.engine.spec import Spec
from app.engine.training import Runs
from app.web.errors import Refusal
from app.web.tasks import Make, Making, Task, Training

SWITCH = 0.0005
"""Seconds after which the worker lets the event loop have the interpreter."""
Work = TypeVar("Work", bound=Task)


class Compute:
    """The engine's worker; its thread starts with the first long work."""

    def __init__(self, runs: Runs, queue_length: int) -> None:
        self.runs = runs
        self.queue_length = queue_length
        self.closing = False
        self._engine = Lock()  # held by whoever computes
        self._changed = Condition()  # guards what follows
        self._tasks: dict[Hashable, Task] = {}
        self._makings: list[tuple[float, int, Task]] = []  # a heap, the least work on top
        self._runs: deque[Task] = deque()
        self._order = count()
        self._run_next = False
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
            raise busy()

    async def reach(self, spec: Spec, iteration: int) -> None:
        """Return once a checkpoint at or near `iteration` is there."""
        with self.training(spec, iteration) as (_, done):
            await done

    async def make(self, key: Hashable, make: Make, work: float) -> bytes:
        """A reply of so many multiply-adds, made on the worker, those with least work first.

        Equal keys share one.
        """
        with self._joined(Making(key, make, work)) as (task, done):
            await done
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
                self._queue(task, next(self._order))
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
        while True:
            with self._changed:
                while not self.closing and not (self._makings or self._runs):
                    self._changed.wait()
                if self.closing:
                    return
                task, order = self._next()
                if self._tasks.get(task.key) is not task:
                    continue  # nobody waits for it any more
            finished, error = self._turn(task)
            with self._changed:
                if finished:
                    self._finish(task, error)
                else:
                    self._queue(task, order)

    def _queue(self, task: Task, order: int) -> None:
        """Runs take turns; of the replies the one with least work goes on, then the older one."""
        if isinstance(task, Making):
            heappush(self._makings, (task.work, order, task))
        else:
            self._runs.append(task)

    def _next(self) -> tuple[Task, int]:
        """A reply in the making and a run in turn, and its place in the order of coming."""
        if self._makings and not (self._run_next and self._runs):
            self._run_next = True
            _, order, making = heappop(self._makings)
            return making, order
        self._run_next = False
        return self._runs.popleft(), 0

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


def busy() -> Refusal:
    return Refusal(
        503,
        "Too much is being computed at this moment; ask again in a few seconds. What was computed "
        "so far is kept.",
        headers={"Retry-After": "5"},
    )
