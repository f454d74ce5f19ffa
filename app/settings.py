"""All that can be set from outside, read from the environment in one place."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from app.engine.spec import Limits

PREFIX = "STEPGRAD_"


@dataclass(frozen=True)
class Settings:
    """Every setting with its default. The environment overrides it: STEPGRAD_BODY_BYTES=1000000.

    The engine's limits are set alike: STEPGRAD_MAX_ITERATIONS, STEPGRAD_MAX_WORK, …
    """

    data_dir: str = ""
    """Folder of what is kept, the user's data folder if empty; `:memory:` keeps nothing."""
    body_bytes: int = 4 * 1024 * 1024
    """Largest body of a request."""
    address_bytes: int = 32 * 1024
    """Longest query of a request."""
    resolution: int = 200
    """Largest grid of `boundary`, points along a side."""
    points: int = 2_000
    """Most points of a `history`."""
    frames: int = 500
    """Most iterations in one reply of `frames`."""
    cells: int = 64
    """Most entries of a `check`."""
    examples_new: int = 500
    """Most columns of X_new in a `predict`."""
    reply_cache_bytes: int = 64 * 1024 * 1024
    """Encoded replies kept to be sent again."""
    checkpoint_bytes: int = 64 * 1024 * 1024
    """Parameters of earlier iterations kept to start from."""
    queue_seconds: float = 30.0
    """Longest wait for a computation; then 503."""
    queue_length: int = 64
    """Most computations at once; then 503."""
    specs_per_minute: float = 300.0
    """Specs saved per minute by all together, and at once after a quiet minute; then 429."""
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """The settings of this environment. ValueError naming a variable that cannot be read."""
        limits = _read(Limits, Limits(), PREFIX + "MAX_", environ)
        return cls(**_read(cls, cls(), PREFIX, environ), limits=Limits(**limits))

    @property
    def database(self) -> str:
        """Where specs are kept: a file, or `:memory:`."""
        if self.data_dir == ":memory:":
            return self.data_dir
        folder = Path(self.data_dir) if self.data_dir else user_data_path("stepgrad")
        return str(folder / "stepgrad.sqlite3")


def _read(
    kind: type[Settings] | type[Limits], defaults: object, prefix: str, environ: Mapping[str, str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in fields(kind):
        text = environ.get(name := prefix + item.name.upper())
        default = getattr(defaults, item.name)
        if text is None or not isinstance(default, str | int | float):
            continue
        try:
            found[item.name] = type(default)(text)
        except ValueError:
            expected = "a whole number" if isinstance(default, int) else "a number"
            raise ValueError(f"{name} is expected to be {expected}.") from None
    return found
