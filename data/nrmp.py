"""Who NRMP is, and what it asks of whoever uses its figures."""

from typing import Final

NRMP: Final = "National Resident Matching Program"
NRMP_URL: Final = "https://www.nrmp.org"
NRMP_TERMS: Final = (
    "NRMP asks whoever uses its data to cite it and to send the product to NRMP for review before "
    "publication. Only figures are carried here, no text or page image. "
    "Match Atlas is not affiliated with NRMP."
)
