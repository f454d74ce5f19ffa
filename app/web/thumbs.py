"""Small pictures of the data sets, drawn from their real points."""

from functools import cache

import numpy as np
from markupsafe import Markup

from app.engine.datasets import DATASETS, Dataset, Request, draw

SIZE = 30
MARGIN = 4
POINTS = 24


@cache
def pictures() -> tuple[dict[str, object], ...]:
    """Name, label, help and picture of every data set."""
    return tuple(
        {"name": d.name, "label": d.label, "help": d.help, "picture": picture(d)}
        for d in DATASETS.values()
    )


def picture(dataset: Dataset) -> Markup:
    """An SVG of 30 × 30: points of two inputs, a curve's points, or the pixels of one example."""
    m = min(dataset.size or POINTS, POINTS)
    X, truth = draw(dataset.name, Request(m, dataset.classes or 3, 0.05, 0))
    if X.shape[0] == 64:
        return _svg(_pixels(X[:, 0].reshape(8, 8)))
    values = truth if X.shape[0] == 1 else X[1] if X.shape[0] == 2 else X[3]
    across = X[2] if X.shape[0] == 4 else X[0]
    shades = np.zeros(m, int) if X.shape[0] == 1 else truth
    dots = (
        f'<circle class="dot-{int(shade)}" cx="{x:.1f}" cy="{SIZE - y:.1f}" r="1.5"/>'
        for x, y, shade in zip(_place(across), _place(np.ravel(values)), shades, strict=True)
    )
    return _svg("".join(dots))


def _place(values: np.ndarray) -> np.ndarray:
    """Coordinates inside the margin."""
    low, high = values.min(), values.max()
    placed: np.ndarray = MARGIN + (values - low) / (high - low or 1) * (SIZE - 2 * MARGIN)
    return placed


def _pixels(image: np.ndarray) -> str:
    cell = (SIZE - 2 * MARGIN) / 8
    return "".join(
        f'<rect class="dot-0" x="{MARGIN + c * cell:.2f}" y="{MARGIN + r * cell:.2f}" '
        f'width="{cell:.2f}" height="{cell:.2f}" opacity="{image[r, c]:.2f}"/>'
        for r in range(8)
        for c in range(8)
        if image[r, c] > 0
    )


def _svg(inside: str) -> Markup:
    return Markup(f'<svg viewBox="0 0 {SIZE} {SIZE}" aria-hidden="true">{inside}</svg>')
