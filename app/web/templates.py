"""The templates, with what every one of them may call."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.paths import TEMPLATES
from app.web.static import asset_url, module_urls
from app.web.tour import slides

_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals |= {"asset": asset_url, "modules": module_urls, "tour": slides}


def render(template: str, values: Mapping[str, Any]) -> str:
    """A template filled in."""
    return _environment.get_template(template).render(values)
