"""A limit on how often something may be done."""

import time

from app.web.errors import Refusal


class Bucket:
    """So many per minute, and as many at once after a quiet minute; beyond, Refusal 429."""

    def __init__(self, per_minute: float) -> None:
        self.most = max(1.0, per_minute)
        self.rate = per_minute / 60
        self.level = self.most
        self.at = time.monotonic()

    def take(self) -> None:
        now = time.monotonic()
        self.level = min(self.most, self.level + (now - self.at) * self.rate)
        self.at = now
        if self.level < 1:
            wait = str(int((1 - self.level) / self.rate) + 1)
            raise Refusal(
                429,
                "Many specs were saved just now; wait as long as Retry-After says.",
                headers={"Retry-After": wait},
            )
        self.level -= 1
