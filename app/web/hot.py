"""The replies asked most, sent before anything else looks at the request.

Every public GET is a pure function of its path and query, so the raw text of both is the key of a
reply that was encoded before. One that was not is made here if its route is asked often and it
takes no time worth waiting for. All else, every error too, goes the way of any request.
"""

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from app.web.cache import Reply
from app.web.headers import secured
from app.web.reply import at_once, read
from app.web.routes import PREFIX, SPEC_ROUTES
from app.web.service import Service

HOT = ("trace", "step", "program")


class HotReplies:
    """Finds or makes the reply to a GET that need not wait."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.routes = {
            f"{PREFIX}/{route.path}": (route.prepare, frozenset(route.own))
            for route in SPEC_ROUTES
            if route.path in HOT
        }

    def reply(self, scope: Scope) -> Reply | None:
        """The reply; None where the request must go its way through the app."""
        path: str = scope["path"]
        kept = self.service.replies.get((path, scope["query_string"]))
        if kept is not None or path not in self.routes:
            return kept
        try:
            return at_once(self.service, scope, read(self.service, scope, *self.routes[path]))
        except Exception:  # it will fail again in the app, which knows how to answer that
            return None


class HotApp(FastAPI):
    """An app that is asked only for what `hot` does not answer."""

    hot: HotReplies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            reply = self.hot.reply(scope)
            if reply is not None:
                await reply(scope, receive, secured(scope, send))
                return
        await super().__call__(scope, receive, send)
