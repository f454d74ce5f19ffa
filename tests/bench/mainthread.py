"""CPU that a page's main thread spends from a key to the paint, out of Chromium's own trace.

Unlike the wall time of a frame it does not grow when the machine is busy with other things.
"""

import json
from collections.abc import Callable
from typing import Any, Protocol

from playwright.sync_api import Browser, Page

Event = dict[str, Any]
INPUT = ("keydown", "click")
WORK = {
    "EventDispatch", "FireAnimationFrame", "TimerFire", "FireIdleCallback", "UpdateLayoutTree",
    "Layout", "PrePaint", "Paint", "Layerize", "Commit", "RunMicrotasks",
}  # fmt: skip


class Timed(Protocol):
    """A page whose keys are timed, kind by kind in the order they came."""

    page: Page
    order: list[str]


def busy(browser: Browser, stage: Timed, act: Callable[[], None]) -> dict[str, list[float]]:
    """Milliseconds of CPU for each key that is timed while `act` runs, by kind."""
    stage.order.clear()
    browser.start_tracing(page=stage.page, categories=["devtools.timeline", "blink.user_timing"])
    act()
    events = json.loads(browser.stop_tracing())["traceEvents"]
    seen = sorted(e["ts"] for e in events if e.get("name") == "bench:seen")
    found: dict[str, list[float]] = {}
    for kind, until in zip(stage.order, seen, strict=True):
        found.setdefault(kind, []).append(_spent(events, until))
    return found


def _spent(events: list[Event], until: float) -> float:
    """CPU from the last key before the mark to the mark, on the thread that handled the key."""
    keys = (e for e in events if _is_input(e) and e["ts"] < until)
    key = max(keys, key=lambda event: event["ts"])
    thread = (key["pid"], key["tid"])
    work = [
        e for e in events
        if e.get("name") in WORK and (e["pid"], e["tid"]) == thread and "tdur" in e
        and key["ts"] <= e["ts"] <= until
    ]  # fmt: skip
    spent, end = 0.0, 0.0
    for event in sorted(work, key=lambda event: (event["ts"], -event["dur"])):
        if event["ts"] >= end:  # else it is part of the last one
            spent += event["tdur"] / 1000
            end = event["ts"] + event["dur"]
    return spent


def _is_input(event: Event) -> bool:
    kind = event.get("args", {}).get("data", {}).get("type")
    return event.get("name") == "EventDispatch" and kind in INPUT
