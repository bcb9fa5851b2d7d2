"""What is known of a shortlist beyond the averages: one table, with the years and n of every figure."""

from collections.abc import Sequence

from analysis.beyond.cells import BeyondRow, Cell, beyond_exam, beyond_row, beyond_years, row_sources
from analysis.profile import Profile
from analysis.residents.compute import FEW_RESIDENTS
from analysis.residents.words import share_range
from analysis.shortlist.compute import SpecialtyStanding
from analysis.story import Story, text_table
from analysis.thresholds.compute import FEW_PROGRAMS
from analysis.wording import EXAM_LABELS, FEW_MARK, GROUP_PLURALS


def _said(cell: Cell) -> str:
    """Return both lines of a cell as one."""
    return f"{cell.said} ({cell.detail})" if cell.detail else cell.said


def _headline(standings: Sequence[SpecialtyStanding], profile: Profile) -> str:
    """Return the finding: where the score lies among the residents, else who is often interviewed."""
    exam = beyond_exam(profile)
    score, people = profile.score(exam), GROUP_PLURALS[profile.applicant_group]
    shares = [(share, row.label) for row in standings if (share := row.beyond.share(exam, score))]
    if shares:
        ends = [
            f"{share_range(share)} of {share.total:,} residents in {label}"
            for share, label in sorted(shares, key=lambda one: (one[0].least_pct, one[0].most_pct))
        ]
        scored = f"scored lower than your {EXAM_LABELS[exam]} of {score}"
        return f"{ends[0]} {scored}" + (f", {ends[-1]}" if len(ends) > 1 else "")
    often = sorted(
        (one.often_pct, f"{one.often_pct:.0f}% of {one.program_count} programs in {row.label}")
        for row in standings
        if (one := row.beyond.often)
    )
    if not often:
        return f"No other source has figures of {people} in these specialties"
    between = often[0][1] if len(often) == 1 else f"{often[0][1]} to {often[-1][1]}"
    return f"{between} say they often interview {people}"


def beyond_story(standings: Sequence[SpecialtyStanding], profile: Profile) -> Story:
    """Tell what other sources than the edition say of a few specialties, in the order given, as a table.

    There is no chart: its figures have years and people of their own, and none is compared with another.
    """
    exam = beyond_exam(profile)
    label, people = EXAM_LABELS[exam], GROUP_PLURALS[profile.applicant_group]
    years = beyond_years(row.beyond for row in standings)
    place = "median of the residents" if profile.score(exam) is None else "residents who scored lower"
    rows: list[BeyondRow] = [beyond_row(row.label, row.beyond, profile) for row in standings]
    columns = {
        "Specialty": [row.label for row in rows],
        f"{label}, {place}, {years.residents}": [_said(row.residents) for row in rows],
        f"{label}, directors rarely interview below, {years.survey}": [_said(row.rarely) for row in rows],
        f"{label}, almost always above, {years.survey}": [_said(row.almost_always) for row in rows],
        f"Programs that often interview {people}, {years.survey}": [_said(row.often) for row in rows],
        f"Programs that responded to the survey, {years.survey}": [_said(row.response) for row in rows],
        f"Ranked only this and matched, {years.choice}": [_said(row.only_choice) for row in rows],
    }
    table = text_table({name.removesuffix(", "): cells for name, cells in columns.items()})
    headline = _headline(standings, profile)
    return Story(
        kind="shortlist_beyond",
        headline=headline,
        subtitle=f"Beyond the averages · {people} · each figure with its own year and n · as chosen",
        alt=f"A table of {len(rows)} specialties. {headline}.",
        text_table=table,
        rows=table.frame,
        source_ids=tuple(
            dict.fromkeys(source for row in standings for source in row_sources(row.beyond, profile))
        ),
        file_name=f"match-atlas_shortlist_beyond_{profile.applicant_group}.csv",
        compares=(exam,),
        notes=(
            "Residents are those who got in, of all applicant types, by printed bins of scores. Directors’ "
            "boxes are the middle half of the scores that programs named, n of them. Who ranks one specialty "
            "alone differs from the others; the share is with its 95% interval.",
            f"{FEW_MARK} fewer than {FEW_PROGRAMS} programs or {FEW_RESIDENTS} residents.",
        ),
    )
