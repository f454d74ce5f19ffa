"""A step as a Plotly figure: what it reads and what it writes, side by side as heatmaps."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.engine import names
from app.engine.operation import Array, Step
from app.exports.colours import GATE, SCALE
from app.web.encode import numbers

GAP = 0.4
"""Space between two matrices, in the width of the widest."""


def figure(step: Step, values: Mapping[str, Array]) -> dict[str, Any]:
    """`{"data": [a heatmap per matrix], "layout": …}`, row 0 on top."""
    widths = [float(array.shape[1]) for array in values.values()]
    gap = GAP * max(widths)
    total = sum(widths) + gap * (len(widths) - 1)
    data, titles = [], []
    axes: dict[str, Any] = {}
    left = 0.0
    for place, (name, array) in enumerate(values.items()):
        number = str(place + 1) if place else ""
        right = left + widths[place] / total
        data.append(heatmap(name, array, number))
        axes |= _axes(array, number, min(left, 1.0), min(right, 1.0))
        titles.append(_title(name, array, (left + right) / 2))
        left = right + gap / total
    layout = {
        "title": {"text": step.title},
        "annotations": titles,
        "plot_bgcolor": "rgba(0,0,0,0)",
        **axes,
    }
    return {"data": data, "layout": layout}


def heatmap(name: str, array: Array, axis: str) -> dict[str, Any]:
    """One matrix, its colours symmetric around zero; a mask of slopes is dark and white."""
    finite = array[np.isfinite(array)]
    r = float(np.abs(finite).max(initial=0.0)) or 1.0
    mask = name.startswith("gprime") and bool(np.isin(array, (0.0, 1.0)).all())
    scale = GATE if mask else SCALE
    return {
        "type": "heatmap",
        "name": name,
        "z": numbers(array),
        "zmin": 0.0 if mask else -r,
        "zmax": 1.0 if mask else r,
        "colorscale": [[i / (len(scale) - 1), colour] for i, colour in enumerate(scale)],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "hovertemplate": f"{name}[%{{y}}, %{{x}}] = %{{z}}<extra></extra>",
    }


def _axes(array: Array, number: str, left: float, right: float) -> dict[str, Any]:
    plain = {"showgrid": False, "zeroline": False, "showticklabels": False}
    rows = array.shape[0]
    return {
        f"xaxis{number}": {**plain, "domain": [left, right], "anchor": f"y{number}"},
        f"yaxis{number}": {
            **plain,
            "range": [rows - 0.5, -0.5],
            "anchor": f"x{number}",
            "scaleanchor": f"x{number}",
            "constrain": "domain",
        },
    }


def _title(name: str, array: Array, x: float) -> dict[str, Any]:
    rows, columns = array.shape
    return {
        "text": f"{names.plain(name)}<br>{rows} × {columns}",
        "x": x,
        "y": 1.02,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "bottom",
        "showarrow": False,
    }
