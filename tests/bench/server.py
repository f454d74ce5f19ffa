"""The app as `make run` serves it, with what there is to compare with beside it. Given a port.

`/hello` is FastAPI's own hello, first of all routes; `/bench/…` are the bench's own pages. To a
browser with the cookie `bench` the page comes with a canvas in the place of Plotly.
"""

import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.responses import FileResponse
from starlette.routing import Mount, Router
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from app.main import create_app
from app.settings import Settings

PAGES = Path(__file__).with_name("pages")


def app() -> FastAPI:
    """The app, keeping nothing, with a hello before all its routes."""
    served = create_app(Settings(data_dir=":memory:"))

    @served.get("/hello", include_in_schema=False)
    async def hello() -> dict[str, str]:
        return {"hello": "world"}

    routes = served.router.routes
    routes.insert(0, routes.pop())
    return served


class Beside:
    """The bench's own files before the app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.pages = Router([Mount("/bench", StaticFiles(directory=PAGES))])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self.app
        if scope["type"] == "http":
            path: str = scope["path"]
            if path.startswith("/bench/"):
                answer = self.pages
            elif path.endswith("/vendor/plotly/plotly.js") and _cookie(scope):
                answer = FileResponse(PAGES / "plotly.js")
        await answer(scope, receive, send)


def _cookie(scope: Scope) -> bool:
    return any(name == b"cookie" and b"bench=" in value for name, value in scope["headers"])


if __name__ == "__main__":
    uvicorn.run(
        Beside(app()), port=int(sys.argv[1]),
        access_log=False, log_level="warning", server_header=False,
    )  # fmt: skip
