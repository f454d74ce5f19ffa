"""Streams end when the server is told to stop: it waits for open replies before anything else."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


@contextmanager
def on_signal(act: Callable[[], None]) -> Iterator[None]:
    """Call `act` when a signal asks to stop, then whatever handled that signal before."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals belong to the main thread; who runs us here stops us himself
        return
    before: dict[signal.Signals, Any] = {}

    def handle(number: int, frame: FrameType | None) -> None:
        act()
        first = before[signal.Signals(number)]
        if callable(first):
            first(number, frame)

    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.getsignal(number)
        # A default action would not run anything after `act`; leave it alone.
        if callable(before[number]):
            signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is handle:
                signal.signal(number, handler)
