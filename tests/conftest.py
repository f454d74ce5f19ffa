"""What every test relies on: nothing kept on disk, the same generated examples in each run.

A test that compares numbers counts them with `count`; the totals stand at the end of the run.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

# Before the app is imported; a test that needs a data folder gives its own.
os.environ["STEPGRAD_DATA_DIR"] = ":memory:"

from hypothesis import configuration, settings

configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "stepgrad-hypothesis")
settings.register_profile("stepgrad", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("stepgrad")


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """Call with what was compared and how many numbers of it."""

    def add(kind: str, number: int) -> None:
        record_property("compared", [kind, number])

    return add


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    totals: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        if report.when == "call":
            for name, value in report.user_properties:
                if name == "compared":
                    totals[value[0]] += value[1]
    if totals:
        told = ", ".join(f"{n:,} {kind}".replace(",", " ") for kind, n in totals.items())
        terminalreporter.write_line(f"Compared: {told}.")
