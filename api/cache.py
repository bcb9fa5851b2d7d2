"""The API's worker threads, and a bounded cache of what was made in them."""

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
    """An LRU cache with a limit of entries and one of bytes; to be used from the event loop only."""

    def __init__(self, max_entries: int, max_size: int, size_of: Callable[[Value], int]) -> None:
        """Set the limits; a value larger than `max_size`, in the unit of `size_of`, is not kept."""
        self.max_entries, self.max_size, self._size_of = max_entries, max_size, size_of
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._pending: dict[Hashable, anyio.Event] = {}
        self.size = 0

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._values)

    def clear(self) -> None:
        """Drop every entry."""
        self._values.clear()
        self.size = 0

    async def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of `key`; on a miss it is made in a worker thread.

        Of concurrent requests for the same key, one makes the value and the others wait; when it fails or its
        client is gone, the next one tries. An exception is not cached.
        """
        while key not in self._values:
            if (pending := self._pending.get(key)) is not None:
                await pending.wait()
                continue
            self._pending[key] = anyio.Event()
            try:
                value = await in_worker(make)
                self._put(key, value)
                return value
            finally:
                self._pending.pop(key).set()
        self._values.move_to_end(key)
        return self._values[key]

    def _put(self, key: Hashable, value: Value) -> None:
        """Add an entry, and evict the least recently used ones until both limits hold again."""
        if self._size_of(value) > self.max_size:
            return
        self._values[key] = value
        self.size += self._size_of(value)
        while len(self._values) > self.max_entries or self.size > self.max_size:
            _, evicted = self._values.popitem(last=False)
            self.size -= self._size_of(evicted)
