"""Security headers of everything the server answers, each exception with its reason."""

import base64
import hashlib
from collections.abc import Iterable
from typing import Final

# What the page itself may do. Nothing is allowed that is not named.
_PAGE: Final = {
    "default-src": "'none'",
    # blob: Streamlit's components get their JavaScript over the websocket and import it from a blob.
    # 'wasm-unsafe-eval': the frontend reads 64-bit numbers of a message with a little WebAssembly.
    "script-src": "'self' blob: 'wasm-unsafe-eval'",
    # 'unsafe-inline': Streamlit's style library, st.html's style sheets and Plotly write styles into it.
    "style-src": "'self' 'unsafe-inline'",
    # data: icons in style sheets. blob: a chart is painted from a blob into a PNG.
    "img-src": "'self' data: blob:",
    # data: the picture of a chart carries its font.
    "font-src": "'self' data:",
    # The websocket, uploads, downloads and the font of a picture, all from here.
    "connect-src": "'self'",
    "worker-src": "'none'",
    "frame-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_FEATURES: Final = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS: Final = ", ".join(f"{feature}=()" for feature in _FEATURES)

# For everything, also what Streamlit answers.
NO_SNIFFING: Final = {"x-content-type-options": "nosniff"}
COMMON_HEADERS: Final = {**NO_SNIFFING, "referrer-policy": "same-origin"}
# A file that somebody opens by itself, such as an SVG, must not run anything.
STANDALONE_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'"
)
# The same for what was uploaded or made for a visitor, which may be HTML.
MEDIA_POLICY: Final = f"{STANDALONE_POLICY}; sandbox"


def digest(text: str) -> str:
    """Return a script or style as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page_policy(scripts: Iterable[str], framed_by: Iterable[str]) -> str:
    """Return the policy of a page with these scripts in itself, which these origins may frame."""
    rules = dict(_PAGE)
    rules["script-src"] = " ".join([rules["script-src"], *map(digest, scripts)])
    rules["frame-ancestors"] = " ".join(framed_by) or "'none'"
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def document_headers(policy: str, framed_by: Iterable[str] = ()) -> dict[str, str]:
    """Return the headers of an HTML document under a policy."""
    return {
        **COMMON_HEADERS,
        "content-security-policy": policy,
        "permissions-policy": PERMISSIONS,
        # No page that opened this one, or was opened by it, can reach into it.
        "cross-origin-opener-policy": "same-origin",
        # For browsers that do not know frame-ancestors; the header has no word for a list of hosts.
        **({} if tuple(framed_by) else {"x-frame-options": "DENY"}),
    }
