"""Quantiles, and tables of plain text."""

import sys
from collections.abc import Sequence


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, between two of them in proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def low(values: Sequence[float]) -> float:
    """The tenth percentile: what the work costs when the machine does nothing else."""
    return quantile(values, 0.1)


def median(values: Sequence[float]) -> float:
    return quantile(values, 0.5)


def short(value: float) -> str:
    """Three significant digits, without an exponent."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def verdict(value: float, goal: float, at_least: bool) -> str:
    """`12.3 × (goal ≥ 10 ×)`, with a mark where the goal is missed."""
    met = value >= goal if at_least else value <= goal
    sign = "≥" if at_least else "≤"
    return f"{value:.2f} × ({'met' if met else 'MISSED'}: {sign} {goal:g} ×)"


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; the first column to the left, the others to the right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    print(f"\n{title}")
    for row in (head, ["-" * width for width in widths], *rows):
        cells = [
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  " + "  ".join(cells).rstrip())
    sys.stdout.flush()


def say(text: str) -> None:
    """A line about what is going on, beside the tables."""
    print(text, file=sys.stderr, flush=True)
