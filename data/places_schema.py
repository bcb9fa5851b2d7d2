"""The tables of positions by state: 2014 to 2020 by type of position, 2025 by type of applicant."""

from dataclasses import replace

from data.columns import (
    AS_PRINTED,
    MAPPED_SPECIALTY,
    MATCH_YEAR,
    POSITION_LEVEL,
    SOURCE_ID,
    count,
    slug,
    text,
)
from data.definitions import Column, Table
from data.states import STATES
from data.vocabulary import POSITION_TYPES

STATE = slug("state", "State or territory of the program.", STATES)
# The year that is counted by type of applicant.
NEWEST_YEAR = 2025
_PROGRAMS = "of this state, specialty and type of position"

PLACE_TABLES = (
    Table(
        "positions_by_state",
        "One row per match year, state, printed specialty and type of position: programs, positions offered "
        "and filled. Summed over the states they are the positions of NRMP's Table 2, level by level: the "
        "build proves it. What a state does not offer has no row.",
        (
            MATCH_YEAR,
            STATE,
            text("specialty_code", "Number of the specialty within the codes of programs."),
            AS_PRINTED,
            replace(
                MAPPED_SPECIALTY,
                description=f"{MAPPED_SPECIALTY.description} Preliminary positions belong to none, as in "
                "Table 2.",
            ),
            slug(
                "position_type",
                "Type of position, as the codes of programs name it by a letter.",
                POSITION_TYPES,
            ),
            POSITION_LEVEL,
            count("program_count", f"Programs {_PROGRAMS}."),
            count("offered_count", "Positions offered."),
            count("filled_count", "Positions filled in the Match."),
            count("unfilled_program_count", f"Programs {_PROGRAMS} that had positions left unfilled."),
            SOURCE_ID,
        ),
        key=("match_year", "state", "specialty_as_printed", "position_type"),
    ),
    Table(
        "filled_by_state",
        "One row per match year, state and printed specialty: positions offered, filled, and filled by each "
        "type of applicant. It does not continue Table 2 where pools_preliminary is true. The print cuts "
        "long names off, and their level with them: where a state then has two rows of one name, they are "
        "one row here.",
        (
            MATCH_YEAR,
            STATE,
            AS_PRINTED,
            MAPPED_SPECIALTY,
            replace(
                POSITION_LEVEL,
                description=f"{POSITION_LEVEL.description} Read from the printed name; missing where that is "
                "cut off.",
                nullable=True,
            ),
            Column(
                "pools_preliminary",
                "bool",
                "true or false",
                "Whether the row may hold preliminary positions too, which Table 2 prints as rows of their "
                "own: it is then not compared with Table 2 or with positions_by_state.",
            ),
            count("offered_count", "Positions offered."),
            count("filled_count", "Positions filled in the Match."),
            count("us_md_senior_count", "Positions filled by seniors of US MD schools."),
            count("us_md_graduate_count", "Positions filled by earlier graduates of US MD schools."),
            count("do_senior_count", "Positions filled by seniors of DO schools."),
            count("do_graduate_count", "Positions filled by earlier graduates of DO schools."),
            count("us_img_count", "Positions filled by IMGs who are US citizens."),
            count("non_us_img_count", "Positions filled by IMGs who are not US citizens."),
            count("other_count", "Positions filled by all others."),
            text("page", "Page of the row."),
            SOURCE_ID,
        ),
        key=("match_year", "state", "specialty_as_printed"),
    ),
)
