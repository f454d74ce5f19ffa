"""What all requests share: settings, engine, caches, store, and the specs read so far."""

import asyncio
from typing import NamedTuple

import orjson

from app.engine.fields import BY_NAME
from app.engine.spec import Spec
from app.engine.training import Runs
from app.settings import Settings
from app.web import address, query
from app.web.bucket import Bucket
from app.web.cache import ReplyCache
from app.web.compute import Compute, busy
from app.web.encode import Subject
from app.web.errors import Refusal, invalid
from app.web.lru import Lru
from app.web.store import SpecStore
from app.web.tasks import Make

SUBJECTS = 32 * 1024 * 1024
"""Bytes, about, of the specs kept compiled."""
ADDRESS = 2_000
"""Longest canonical query that is used as an address, in characters."""
AT_ONCE = 2_000_000
"""Multiply-adds, about 2 ms, that a reply may take on the event loop."""
Fields = tuple[tuple[str, str], ...]
POSITION = frozenset({"iteration", "step", "engine"})
"""Parameters that every route of a spec takes; what it has no use for, it only checks."""


class Question(NamedTuple):
    """What a GET asks: about which spec, and the texts of everything else."""

    subject: Subject
    own: dict[str, str]


class File(NamedTuple):
    """A reply to be saved: its media type, and its name in ASCII."""

    media: str
    name: str


class Answer(NamedTuple):
    """How to make a reply, JSON or a file. `work` in multiply-adds beside the run to `reach`."""

    own: str
    reach: int
    work: float
    make: Make
    file: File | None = None


class Service:
    """Settings, engine, caches and store of one process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.runs = Runs(settings.checkpoint_bytes)
        self.replies = ReplyCache(settings.reply_cache_bytes)
        self.open()
        self.saving = Bucket(settings.specs_per_minute)
        self._subjects: Lru[Fields, Subject] = Lru(SUBJECTS)

    def open(self) -> None:
        """Take up work, at first or again."""
        self.compute = Compute(self.runs, self.settings.queue_length)
        self.store = SpecStore(self.settings.database)
        self.closed = False

    def close(self) -> None:
        self.compute.stop()
        self.store.close()
        self.closed = True

    def question(self, raw: bytes, own_names: frozenset[str]) -> Question:
        """Read a query: the spec's fields, and beside them `own_names` and the position."""
        fields: list[tuple[str, str]] = []
        own: dict[str, str] = {}
        for name, text in query.pieces(raw, self.settings.address_bytes):
            if name in own_names or name in POSITION:
                query.once(own, name, True)
                own[name] = text
            else:
                fields.append((name, text))
        return Question(self.subject(tuple(fields)), own)

    def subject(self, fields: Fields) -> Subject:
        """The spec of these texts with all that is made of it, kept for the next time."""
        found = self._subjects.get(fields)
        if found is None:
            found = self._read(fields)
            texts = sum(len(text) for _, text in fields)
            numbers = found.spec.X.size + found.spec.Y.size + found.spec.parameters
            self._subjects.put(fields, found, 40_000 + 8 * numbers + 2 * texts)
        return found

    def _read(self, fields: Fields) -> Subject:
        limits = self.settings.limits
        by_id = [text for name, text in fields if name == "spec"]
        if not by_id:
            return Subject(Spec.of(address.values(fields), limits))
        for name, _ in fields:
            if name != "spec":
                known = name if name in BY_NAME else "another field"
                raise invalid(
                    "#/spec", f"spec and {known} stand together; a saved spec takes no other field."
                )
        query.once([] if len(by_id) == 1 else ["spec"], "spec", True)
        spec = Spec.of(orjson.loads(self.saved(by_id[0])), limits)
        text = address.canonical(spec)
        return Subject(spec, text if len(text) <= ADDRESS else f"spec={by_id[0]}")

    def saved(self, id: str) -> str:
        """The canonical JSON of a saved spec. Refusal 404."""
        text = self.store.find(id) if len(id) == 22 else None
        if text is None:
            raise Refusal(
                404, "No spec is kept under this id; save it again by POST /api/v1/specs."
            )
        return text

    def at_once(self, subject: Subject, answer: Answer) -> bool:
        """Whether the reply takes no more than some 2 ms."""
        return answer.work <= AT_ONCE and answer.work + self.ahead(subject, answer) <= AT_ONCE

    def ahead(self, subject: Subject, answer: Answer) -> int:
        """Multiply-adds of the run from the nearest checkpoint to where the answer is."""
        nearest = self.runs.checkpoints.nearest(subject.spec, answer.reach)
        if nearest is None:
            return answer.reach * subject.spec.work
        return 0 if nearest.diverged else (answer.reach - nearest.iteration) * subject.spec.work

    async def later(self, tag: str, subject: Subject, answer: Answer) -> bytes:
        """The bytes of a reply made on the worker. Refusal 503 if that takes too long."""
        try:
            async with asyncio.timeout(self.settings.queue_seconds):
                if self.ahead(subject, answer) > AT_ONCE:
                    await self.compute.reach(subject.spec, answer.reach)
                return await self.compute.make(tag, answer.make, answer.work)
        except TimeoutError:
            raise busy() from None
