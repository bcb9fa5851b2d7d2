"""What must hold once README's imaginary edition stands beside that of 2018."""

import asyncio
import contextlib
from datetime import date

import httpx
import pandas as pd
import pytest
from starlette.applications import Starlette

from analysis.caseload.advisees import Advisee
from analysis.caseload.standings import caseload_standings
from analysis.export.handout.page import HandoutRequest, handout_html
from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.profile import Profile
from analysis.provenance.compute import provenance
from analysis.reference import REFERENCE_TABLES, build_reference
from api.routes import routes
from data.editions import EDITION_BY_SLUG, EDITIONS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES
from pages.registry import PAGES, view_for
from pages.ui.page import EmptyViewError

NEW, OLD = "charting_outcomes_2031", "charting_outcomes_2018"
YEARS = {NEW: "2031", OLD: "2018"}
SHORTLIST = ("neurology", "thoracic_surgery", "vascular_surgery", "pediatrics")
# The group that either edition has.
IN_BOTH = "non_us_img"
WITH_A_CHART = [page for page in PAGES if page.view]
# Pages whose chart is of one edition's averages.
OF_AN_EDITION = ("", "where-i-stand", "specialty", "compare", "research-output", "credentials")


@pytest.fixture(scope="module")
def references(real):
    tables = {name: real[name] for name in REFERENCE_TABLES}
    return {slug: build_reference(tables, edition) for slug, edition in EDITION_BY_SLUG.items()}


def sources_of(story):
    return {source for source in story.source_ids if source.startswith("co2")}


def choices_of(page):
    """Every choice of a page, one at a time, beside the usual ones."""
    yield {}
    for name, selector in page.selectors.items():
        options = list(selector.labels)
        for slug in options if len(options) < 8 else (*options[:2], *SHORTLIST):
            if slug in options:
                yield {name: slug}


def test_the_edition_is_there_and_newer():
    assert [edition.slug for edition in EDITIONS] == [OLD, NEW]
    edition = EDITION_BY_SLUG[NEW]
    assert edition.groups == {"do_senior", "non_us_img"}
    assert {printed.exam for printed in edition.printed} == {"step2_ck"}
    assert "do_senior" in slugs(APPLICANT_GROUPS)
    assert len(SPECIALTIES) == 25


def test_its_statistics_are_columns_and_observations(real):
    scores = real["scores"]
    own = scores.loc[scores["match_year"] == 2031]
    assert len(own) == 24 * 4
    assert own["score_median"].notna().sum() == 23 * 4
    assert scores.loc[scores["match_year"] == 2018, "score_median"].isna().all()
    named = real["observations"].set_index("observation_id")
    known = "scores.score_q1.2031.anesthesiology.non_us_img.matched.step2_ck"
    assert named.loc[known, "value"] == 225
    assert not named.index.str.startswith("scores.score_q1.2018").any()
    assert "scores.score_mean.2018.internal_medicine.non_us_img.matched.step1" in named.index


def stories(page, edition, profile):
    """Tell the view of every choice of a page that has one."""
    for choices in choices_of(page):
        with contextlib.suppress(EmptyViewError):
            view, problems = view_for(
                page.url_path, {**choices, "edition": edition}, profile, SHORTLIST, dark=False
            )
            assert not problems
            yield view.story


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("group", slugs(APPLICANT_GROUPS))
@pytest.mark.parametrize("page", WITH_A_CHART, ids=lambda page: page.url_path or "overview")
def test_every_view_is_drawn_with_its_own_year_and_sources(in_app, real, page, group, edition):
    found = in_app(lambda: list(stories(page, edition, Profile(group, 231, 244, 5))))
    for story in found:
        assert set(story.source_ids) <= set(real["sources"]["source_id"])
        if page.url_path in OF_AN_EDITION:
            assert all(source[2:6] == YEARS[edition] for source in sources_of(story)), story.headline
            # What shows no average of an edition has a year of its own.
            of_none = not sources_of(story) or "Match" not in story.subtitle
            assert of_none or " to " in story.subtitle or YEARS[edition] in story.subtitle
    # A deck of one group is a deck of every group, and a page without averages has the same in either edition.
    if group == IN_BOTH and (edition == NEW or page.url_path in OF_AN_EDITION):
        slides = [Slide(story) for story in found]
        assert slides_bytes(slides, real["sources"], title="", made_on=date(2031, 3, 20))


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_every_page_opens_with_either_edition(follow, page, edition):
    for group in ("do_senior", "us_img", "non_us_img"):
        address = {
            "edition": edition,
            "group": group,
            "my_step2_ck": "240",
            "specialties": ",".join(SHORTLIST),
        }
        opened = follow(page.file, **address)
        assert not opened.test.exception, opened.test.exception
        assert not opened.test.error
        if page.url_path == "where-i-stand":
            assert f"{YEARS[edition]} Match" in opened.text
        presented = follow(page.file, **address, present="1")
        assert not presented.test.exception


def test_an_edition_without_the_group_says_so_and_offers_the_one_that_has_it(follow):
    opened = follow("where_i_stand.py", edition=NEW, group="us_img", my_step2_ck="240")
    assert "2031" in opened.text
    assert "2018 Match" in " ".join([opened.text, *opened.buttons()])
    assert "US IMGs" in opened.text


@pytest.mark.parametrize("specialty", ["vascular_surgery", "thoracic_surgery", "preventive_medicine"])
@pytest.mark.parametrize("edition", YEARS)
def test_what_an_edition_lacks_is_said_in_words(follow, edition, specialty):
    opened = follow("specialty.py", edition=edition, specialty=specialty, group="non_us_img")
    assert not opened.test.exception
    if (specialty == "vascular_surgery") == (edition == NEW):
        assert "not in this edition" in opened.text


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("group", ["do_senior", "us_img", "non_us_img", "us_md_senior"])
def test_handouts_and_caseloads_are_of_the_edition(references, edition, group):
    reference = references[edition]
    request = HandoutRequest(Profile(group, 231, 244, 5), SHORTLIST, date(2031, 3, 20))
    html = handout_html(request, reference)
    assert YEARS[edition] in html
    assert f"{YEARS[NEW if edition == OLD else OLD]} Match" not in html
    advisee = Advisee(line=2, identifier="A", applicant_group=group, step2_ck=244, specialties=SHORTLIST)
    rows = caseload_standings([advisee], reference)
    assert set(rows["match_year"]) == {int(YEARS[edition])}
    lacking = "thoracic_surgery" if edition == OLD else "vascular_surgery"
    assert "not in this edition" in rows.set_index("specialty").loc[lacking, "missing"]


def test_every_number_has_its_provenance(real):
    own = real["observations"]
    for number in own.loc[own["match_year"] == 2031, "observation_id"].iloc[::37]:
        found = provenance(real, number)
        assert "2031" in found.citation
        assert found.reading.startswith("NRMP prints")
    old = provenance(real, "scores.score_mean.2018.internal_medicine.non_us_img.matched.step1")
    assert old.reading.startswith("The guide prints")


async def answer(method, path, **options):
    """Ask the API without a network."""
    app = httpx.ASGITransport(Starlette(routes=routes))
    async with httpx.AsyncClient(transport=app, base_url="http://atlas.test") as client:
        return await client.request(method, f"/api/v1/{path}", **options)


@pytest.mark.parametrize("edition", YEARS)
def test_the_api_answers_with_either_edition(edition):
    assert asyncio.run(answer("GET", f"tables/scores.json?match_year={YEARS[edition]}")).json()
    asked = {"applicant_group": "non_us_img", "step2_ck": 244}
    compared = asyncio.run(answer("POST", "compare", json={**asked, "edition": edition}))
    assert compared.status_code == 200, compared.text
    document = compared.json()
    assert str(document["match_year"]) == YEARS[edition]
    cited = {source["source_id"] for source in document["sources"]}
    assert {source[2:6] for source in cited if source.startswith("co2")} == {YEARS[edition]}
    unknown = asyncio.run(answer("POST", "compare", json={**asked, "edition": "charting_outcomes_1066"}))
    assert unknown.status_code == 422


def test_reading_a_frame_of_both_editions_is_refused(real):
    from analysis.standing.compute import cohort_means

    with pytest.raises(ValueError, match="one match year"):
        cohort_means(pd.DataFrame(real["scores"]), "non_us_img")
