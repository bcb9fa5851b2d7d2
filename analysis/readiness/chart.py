"""The levels as a table in a picture: a row per factor and guide, a column per level, each with its band."""

from collections.abc import Sequence

from analysis.charts.description import Band, Chart, Remark, Row, Series
from analysis.readiness.compute import LEVEL_ORDER, FactorLevel
from analysis.readiness.record import Readiness
from analysis.readiness.words import FACTORS, LEVEL_NAMES, answer_said, why_no_level
from analysis.wording import GUIDE_LABELS


def levels_chart(found: Sequence[FactorLevel], record: Readiness, step2_ck: int | None, year: int) -> Chart:
    """Describe the levels of all factors: the band of the level is filled, those that are near are outlined.

    Args:
        found: the result of `analysis.readiness.compute.levels`.
        record: what they come from.
        step2_ck: the score that they come from.
        year: the year in which programs read the file.
    """
    answered = [answer_said(one, record, step2_ck, year) for one in found]
    rows = [
        Row(
            FACTORS[one.factor]
            + (f": {said}" if said else "")
            + (", no level yet" if said and one.status == "open" else ""),
            beside=GUIDE_LABELS[one.guide],
        )
        for one, said in zip(found, answered, strict=True)
    ]
    return Chart(
        "levels",
        tuple(rows),
        tuple(
            Series(
                LEVEL_NAMES[level],
                f"level_{level}",
                tuple(1.0 if level in one.bands else None for one in found),
                tuple(one.bands.get(level, "") for one in found),
                hollow=tuple(one.status != level for one in found),
            )
            for level in LEVEL_ORDER
        ),
        bands=tuple(
            Band(places[0], places[-1] + 1, (at, at))
            for at, one in enumerate(found)
            if (places := [LEVEL_ORDER.index(level) for level in one.near])
        ),
        remarks=tuple(
            Remark(at, words)
            for at, (one, said) in enumerate(zip(found, answered, strict=True))
            if (words := why_no_level(one, said))
        ),
    )
