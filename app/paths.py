"""Where the pages and the static files are, in a checkout as in an installed wheel."""

from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("app")))


def folder(name: str) -> Path:
    """The folder `templates` or `static`: inside the package (wheel) or beside it (checkout).

    FileNotFoundError if neither holds it.
    """
    for parent in (_PACKAGE, _PACKAGE.parent):
        path = parent / name
        if path.is_dir():
            return path
    raise FileNotFoundError(f"Stepgrad is installed without its folder {name!r}; install it again.")


TEMPLATES = folder("templates")
STATIC = folder("static")
