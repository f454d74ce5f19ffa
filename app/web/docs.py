"""/openapi.json, and /docs that shows it with the vendored Swagger UI and no outside host."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app import __version__
from app.web.schemas import SCHEMAS
from app.web.static import asset_url

DESCRIPTION = """\
Backpropagation of a small network, one matrix equation at a time. Every GET is a pure function of
its address: the fields of a spec (all have defaults), a position, and the route's own parameters.
Matrices have a column per example; an error is a problem document (RFC 9457) that points at the
field concerned.
"""
TAGS = [
    {"name": "runs", "description": "What a spec computes"},
    {"name": "specs", "description": "What can be asked, and specs too long for an address"},
    {"name": "health", "description": "For those who run the server"},
]
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stepgrad API</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="stylesheet" href="{css}">
<script src="{bundle}" defer></script>
<script type="module" src="{start}"></script>
</head>
<body><div id="docs"></div></body>
</html>
"""


def install(app: FastAPI) -> None:
    """Give `app` its document and the page that shows it."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title="Stepgrad", version=__version__, description=DESCRIPTION,
                routes=app.routes, tags=TAGS,
            )  # fmt: skip
            made.setdefault("components", {}).setdefault("schemas", {}).update(SCHEMAS)
            app.openapi_schema = made
        return app.openapi_schema

    async def docs(_: Request) -> HTMLResponse:
        folder = "vendor/swagger-ui/"
        return HTMLResponse(
            PAGE.format(
                icon=asset_url("icon.svg"),
                css=asset_url(folder + "swagger-ui.css"),
                bundle=asset_url(folder + "swagger-ui-bundle.js"),
                start=asset_url("js/docs.js"),
            )
        )

    app.openapi = document  # type: ignore[method-assign]
    app.add_route("/docs", docs, include_in_schema=False)
