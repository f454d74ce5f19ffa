"""The least recently used values first out, bounded in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Lru(Generic[K, V]):
    """A table whose values' sizes, as told when put in, add up to at most `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._entries: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keep a value; one larger than the limit is not kept."""
        if size > self.limit or key in self._entries:
            return
        self._entries[key] = value, size
        self.size += size
        while self.size > self.limit:
            self.size -= self._entries.popitem(last=False)[1][1]
