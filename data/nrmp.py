"""Who NRMP is."""

from typing import Final

NRMP: Final = "National Resident Matching Program"
NRMP_URL: Final = "https://www.nrmp.org"
