"""The numbers of a trace as tables: for NumPy, and for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

import numpy as np
import orjson

from app.exports.source import Source

COLUMNS = ("matrix", "row", "column", "value")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is taken for a formula by a spreadsheet."""


def npz(of: Source, names: Iterable[str]) -> bytes:
    """These matrices by their names, exact, in the uncompressed zip that `np.load` reads.

    Beside them `spec`, the spec's fields as JSON in UTF-8 (an array of uint8, so that no pickle and
    no text encoding of NumPy's is needed to read it), `iteration`, and `examples`, the columns of
    the data that A0 holds. `spec` and `iteration` alone open the same run again.
    """
    arrays = {
        "spec": np.frombuffer(orjson.dumps(of.spec.fields()), np.uint8),
        "iteration": np.array(of.trace.iteration),
        "examples": np.array(of.trace.examples),
        **{name: of.trace.values[name] for name in names},
    }
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def table(of: Source, names: Iterable[str]) -> Iterator[str]:
    """One row for each entry, as RFC 4180 has it; rows and columns count from 0."""
    yield ",".join(COLUMNS) + "\r\n"
    for name in names:
        file, text = io.StringIO(), guarded(name)
        csv.writer(file).writerows(
            (text, row, column, value)
            for row, entries in enumerate(of.trace.values[name].tolist())
            for column, value in enumerate(entries)
        )
        yield file.getvalue()


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
