"""Work that takes time: done in threads of its own, once per question, and remembered within bounds."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

import anyio
import anyio.lowlevel
import anyio.to_thread

# Apart from anyio's default threads, which serve Streamlit's files: a burst here must not starve pages.
THREADS: Final = 4

Result = TypeVar("Result")
Value = TypeVar("Value")

_limiter: anyio.lowlevel.RunVar[anyio.CapacityLimiter] = anyio.lowlevel.RunVar("match_atlas_api")


async def in_worker(work: Callable[[], Result]) -> Result:
    """Run `work` in one of the API's own threads and return its result."""
    try:
        limiter = _limiter.get()
    except LookupError:
        limiter = anyio.CapacityLimiter(THREADS)
        _limiter.set(limiter)
    return await anyio.to_thread.run_sync(work, limiter=limiter)


class Cache(Generic[Value]):
    """Results by key, least recently used ones dropped first; to be used from the event loop only."""

    def __init__(self, entries: int, size: int, weigh: Callable[[Value], int]) -> None:
        """Keep at most so many results, which together weigh at most `size`."""
        self.entries, self.size, self._weigh = entries, size, weigh
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._making: dict[Hashable, anyio.Event] = {}
        self.weight = 0

    def __len__(self) -> int:
        """Return how many results are kept."""
        return len(self._values)

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
        self.weight = 0

    async def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the result of `key`, made in a worker thread where it is not kept.

        Of several requests for the same key at the same time, one makes it and the others wait; when it
        fails or its client is gone, the next one tries. A failure is not kept.
        """
        while key not in self._values:
            if (made := self._making.get(key)) is not None:
                await made.wait()
                continue
            self._making[key] = anyio.Event()
            try:
                value = await in_worker(make)
                self._keep(key, value)
                return value
            finally:
                self._making.pop(key).set()
        self._values.move_to_end(key)
        return self._values[key]

    def _keep(self, key: Hashable, value: Value) -> None:
        """Keep a result, and drop old ones until everything is within bounds again."""
        if self._weigh(value) > self.size:
            return
        self._values[key] = value
        self.weight += self._weigh(value)
        while len(self._values) > self.entries or self.weight > self.size:
            _, dropped = self._values.popitem(last=False)
            self.weight -= self._weigh(dropped)
