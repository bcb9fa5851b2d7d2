"""Sentences that hold what somebody else wrote, shown as text: no link and no picture comes of them."""

import re


def inert(sentence: str) -> str:
    """Return a sentence that Markdown shows as it stands.

    Args:
        sentence: may hold what somebody else wrote, such as the name of a file.
    """
    escaped = re.sub(r"[\[\]<`$*~\\]", r"\\\g<0>", sentence)
    # Addresses and names of icons are found in text too; a word joiner, which nobody sees, parts them.
    return re.sub(r"[:.@](?=\S)", "\u2060\\g<0>\u2060", escaped)
