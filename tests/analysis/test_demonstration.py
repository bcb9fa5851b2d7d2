"""Invented people: valid, distinct, named as invented, and told apart from anybody else."""

import pytest

from analysis.demonstration import DEMONSTRATION_BY_SLUG, DEMONSTRATIONS, INVENTED_NOTE
from analysis.profile import NUMBER_FIELDS
from analysis.score_text import read_score
from analysis.wording import GROUP_LABELS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS

ALL = pytest.mark.parametrize("demo", DEMONSTRATIONS, ids=lambda demo: demo.slug)


def test_they_are_distinct():
    assert len({demo.slug for demo in DEMONSTRATIONS}) == len(DEMONSTRATIONS)
    assert len({demo.label for demo in DEMONSTRATIONS}) == len(DEMONSTRATIONS)
    assert len({demo.profile for demo in DEMONSTRATIONS}) == len(DEMONSTRATIONS)


def test_every_group_has_one_and_one_of_them_has_no_step_1():
    assert {demo.profile.applicant_group for demo in DEMONSTRATIONS} == set(slugs(APPLICANT_GROUPS))
    assert any(demo.profile.step1 is None for demo in DEMONSTRATIONS)


@ALL
def test_the_name_says_that_it_is_invented(demo):
    assert demo.label.startswith("Invented: ")
    # Read in a sentence or a legend, the word must not be lost.
    assert "invented" in INVENTED_NOTE.lower()
    assert demo.slug.isalpha()
    assert demo.slug == demo.slug.lower()


@ALL
def test_the_name_says_the_group_or_what_is_special(demo):
    group = GROUP_LABELS[demo.profile.applicant_group].lower()
    assert group in demo.label.lower() or (demo.profile.step1 is None and "pass/fail" in demo.label)


@ALL
def test_the_numbers_are_what_anybody_could_type(demo):
    # A Profile refuses what is out of range; typed, the same numbers have to come out.
    for field in NUMBER_FIELDS:
        value = getattr(demo.profile, field.name)
        assert read_score(field, "" if value is None else str(value)).value == value
    assert demo.profile.has_score


@ALL
def test_a_slug_leads_to_its_person(demo):
    assert DEMONSTRATION_BY_SLUG[demo.slug] is demo
