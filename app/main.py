"""The app, wired together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app import __version__
from app.settings import Settings
from app.web import docs, errors, health, pages, routes
from app.web.compress import CompressedPages
from app.web.head import HeadAsGet
from app.web.headers import SecurityHeaders
from app.web.hot import HotApp, HotReplies
from app.web.service import Service
from app.web.shutdown import on_signal
from app.web.static import Assets


def create_app(settings: Settings | None = None) -> FastAPI:
    """A Stepgrad server with these settings, by default those of the environment."""
    settings = settings or Settings.read()
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if service.closed:
            service.open()
        with on_signal(service.compute.stop):
            yield
        service.close()

    app = HotApp(
        title="Stepgrad",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.service = service
    app.hot = HotReplies(service)
    app.include_router(routes.api(settings))
    app.include_router(health.router)
    app.include_router(pages.router)
    app.mount("/static", Assets(), name="static")
    docs.install(app)
    errors.install(app)
    app.add_middleware(CompressedPages)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAsGet)
    return app
