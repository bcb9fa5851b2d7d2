"""Which encoding of a file a client wants: Accept-Encoding with its weights (RFC 9110, 12.5.3)."""

from functools import lru_cache
from typing import Final

# Best first, where a client likes several as much.
OURS: Final = ("br", "gzip", "identity")
_ALIASES: Final = {"x-gzip": "gzip"}


@lru_cache(maxsize=256)
def accepted_encodings(header: str | None) -> tuple[str, ...]:
    """Return the encodings a client takes, best first; `identity` is there unless the client rules it out."""
    weights = _weights(header or "")
    rest = weights.get("*", 0.0)
    wanted = {name: weights.get(name, rest) for name in OURS}
    if "identity" not in weights and "*" not in weights:
        # Always acceptable, but only where nothing that was named is.
        wanted["identity"] = 1e-6
    taken = [name for name in OURS if wanted[name] > 0]
    return tuple(sorted(taken, key=lambda name: -wanted[name]))


def _weights(header: str) -> dict[str, float]:
    weights = {}
    for part in header.lower().split(","):
        name, _, parameter = part.partition(";")
        weight = parameter.strip().removeprefix("q=").strip()
        try:
            number = float(weight) if weight else 1.0
        except ValueError:
            number = 0.0
        if name.strip():
            weights[_ALIASES.get(name.strip(), name.strip())] = min(max(number, 0.0), 1.0)
    return weights
