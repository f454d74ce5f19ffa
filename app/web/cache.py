"""Replies that are encoded once and kept, to be sent again by the raw text of path and query.

A hit costs one dictionary look-up and two ASGI messages. A body of some size goes out packed for a
client that takes it, a third as long; it is packed once.
"""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.web.headers import raw
from app.web.lru import Lru
from app.web.static import choose, compressed

Key = tuple[str, bytes]

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "public, no-cache"
PACKED = range(1_500, 1_000_000)
"""Bytes of a body worth packing: less is one packet anyway, more would hold up other requests."""
FAST = 1
_OVERHEAD = 2_000  # bytes of a stored reply beside its body and key: headers, tuples, table
_ASKED = 300  # bytes of a key remembered, beside its text


class Reply(Response):
    """A 200 reply encoded once: its body and its headers; with a `name` it is a file to save."""

    def __init__(
        self, body: bytes, etag: str, media_type: str, cache_control: str, name: str = ""
    ) -> None:
        # All is written out here, so the parent, which would do it again, is not asked.
        self.status_code = 200
        self.background = None
        self.body = body
        self.etag = etag.encode()
        self.raw_headers = [
            (b"content-type", media_type.encode()),
            (b"content-length", b"%d" % len(body)),
            (b"vary", b"Accept-Encoding"),
            (b"cache-control", cache_control.encode()),
            (b"etag", self.etag),
        ]
        if name:
            self.raw_headers += raw({"Content-Disposition": f'attachment; filename="{name}"'})
        self._given = etag, media_type, cache_control, name
        self._packed: dict[str, Reply] = {}

    def packed(self, coding: str) -> "Reply":
        """The same reply in a content coding, with an ETag of its own."""
        if coding not in self._packed:
            etag, *rest = self._given
            body = compressed(bytes(self.body), coding, FAST)
            reply = Reply(body, f'{etag[:-1]}-{coding}"', *rest)
            reply.raw_headers += raw({"Content-Encoding": coding})
            self._packed[coding] = reply
        return self._packed[coding]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, packed if the client takes that, or 304 if the client has it."""
        if len(self.body) in PACKED and (coding := coding_for(scope)):
            await self.packed(coding).send(scope, send)
        else:
            await self.send(scope, send)

    async def send(self, scope: Scope, send: Send) -> None:
        """Send it as it is, or 304 if the client has it."""
        known = known_as(scope, self.etag)
        if known:
            tag = self.etag if known == b"*" else known
            headers = [*self.raw_headers[2:4], (b"etag", tag)]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body})


def coding_for(scope: Scope) -> str:
    """The content coding this client takes, "" for none."""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            return choose(value.decode("latin-1"))
    return ""


def known_as(scope: Scope, etag: bytes) -> bytes | None:
    """The tag by which the client has this reply, packed or not, or `*`; None if it has not."""
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            for named in value.split(b","):
                tag: bytes = named.strip().removeprefix(b"W/")
                if tag in (etag, b"*") or tag.startswith(etag[:-1] + b"-"):
                    return tag
    return None


class ReplyCache(Lru[Key, Reply]):
    """Replies by path and query, bounded in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self._asked: Lru[Key, bool] = Lru(limit // 64)

    def keep(self, key: Key, reply: Reply) -> None:
        """A reply is counted with its packed form, a third to a half of its body."""
        size = len(reply.body) * 3 // 2
        self.put(key, reply, size + len(key[0]) + len(key[1]) + _OVERHEAD)

    def keep_if_asked_again(self, key: Key, reply: Reply) -> None:
        """Most of what is made in no time is never asked twice; to keep it would cost more."""
        if self._asked.get(key):
            self.keep(key, reply)
        else:
            self._asked.put(key, True, len(key[0]) + len(key[1]) + _ASKED)
