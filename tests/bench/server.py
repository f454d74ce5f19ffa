"""The app as `make run` serves it, with two routes more to compare with. Given a port."""

import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from app.main import create_app
from app.settings import Settings

PAGES = Path(__file__).with_name("pages")


def app() -> FastAPI:
    """The app, keeping nothing; `/hello` is FastAPI's own hello, first of all routes."""
    served = create_app(Settings(data_dir=":memory:"))

    @served.get("/hello", include_in_schema=False)
    async def hello() -> dict[str, str]:
        return {"hello": "world"}

    served.mount("/bench", StaticFiles(directory=PAGES), name="bench")
    routes = served.router.routes
    routes[:] = [*routes[-2:], *routes[:-2]]
    return served


if __name__ == "__main__":
    uvicorn.run(
        app(), port=int(sys.argv[1]), access_log=False, log_level="warning", server_header=False
    )
