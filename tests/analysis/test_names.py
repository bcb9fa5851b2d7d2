"""Every word that people write is read as what it means, and none is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.names import closest, is_failed, is_missing, is_passed, named_for_search, read_name, split_names
from analysis.profile import NUMBER_FIELDS
from analysis.wording import GROUP_PLURALS, SHORT_LABELS, SPECIALTY_LABELS
from data.load import load_table
from data.name_records import MEANINGS, name_key
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES

TOTAL = "all_specialties_combined"
SPECIALTY_SLUGS = [slug for slug in slugs(SPECIALTIES) if slug != TOTAL]


@pytest.mark.parametrize("slug", SPECIALTY_SLUGS)
def test_every_label_that_the_app_prints_is_read(slug):
    for name in (slug, SPECIALTY_LABELS[slug], SHORT_LABELS[slug], SHORT_LABELS[slug].upper(), f" {slug} "):
        assert read_name("specialty", name).slug == slug, name


def test_a_label_for_search_has_the_short_forms_that_it_does_not_hold():
    assert named_for_search("otolaryngology") == "Otolaryngology (ENT)"
    assert named_for_search("anesthesiology") == "Anesthesiology (Gas)"
    assert "PM&R" in named_for_search("physical_medicine_and_rehabilitation")
    assert "Peds" in named_for_search("pediatrics")
    assert "Ob-Gyn, Ob/Gyn" in named_for_search("obstetrics_and_gynecology")
    assert named_for_search("psychiatry") == "Psychiatry"


def test_every_name_that_nrmp_prints_is_known():
    printed = load_table("specialty_names")
    for row in printed.to_dict("records"):
        found = read_name("specialty", row["specialty_as_printed"])
        assert found.is_known, row
        if isinstance(row["specialty"], str) and row["specialty"] != TOTAL:
            assert found.slug == row["specialty"], row


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("IM", "internal_medicine"),
        ("F.M.", "family_medicine"),
        ("em", "emergency_medicine"),
        ("Emergency Med", "emergency_medicine"),
        ("Peds", "pediatrics"),
        ("Paediatrics", "pediatrics"),
        ("Psych", "psychiatry"),
        ("ENT", "otolaryngology"),
        ("Otolaryngology (ENT)", "otolaryngology"),
        ("Otolaryngology - Head & Neck Surgery", "otolaryngology"),
        ("Rads", "diagnostic_radiology"),
        ("Radiology (Diagnostic)", "diagnostic_radiology"),
        ("gas", "anesthesiology"),
        ("Anaesthesiology", "anesthesiology"),
        ("Orthopaedics", "orthopaedic_surgery"),
        ("Orthop\u00e6dic surgery", "orthopaedic_surgery"),
        ("Ortho", "orthopaedic_surgery"),
        ("Neurosurg", "neurological_surgery"),
        ("derm", "dermatology"),
        ("Rad Onc", "radiation_oncology"),
        ("IR", "interventional_radiology"),
        ("OB/GYN", "obstetrics_and_gynecology"),
        ("Obstetrics & Gynaecology", "obstetrics_and_gynecology"),
        ("P M & R", "physical_medicine_and_rehabilitation"),
        ("Med-Peds", "internal_medicine_pediatrics"),
        ("Surgery", "general_surgery"),
        ("Surgery (General)", "general_surgery"),
        ("Surgery-General", "general_surgery"),
        ("INTERNAL\u00a0MEDICINE (Categorical)", "internal_medicine"),
        ("Pediatrics \N{EN DASH} Categorical", "pediatrics"),
        ("Internal Medicine Residency Program", "internal_medicine"),
        ("Obstetrics-Gynecology|0000000C0 (Categorical)", "obstetrics_and_gynecology"),
        ("\u200bNeurology\ufeff", "neurology"),
        ("\uff29\uff2d", "internal_medicine"),
    ],
)
def test_usual_names_of_specialties(name, slug):
    assert read_name("specialty", name).slug == slug


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ophthalmology", "not among the specialties here"),
        ("TY", "transitional year"),
        ("Undecided", "No specialty is named"),
        ("Ob-Gyn/Preliminary|0000000P0 (Preliminary)", "preliminary year"),
        ("Surgery-Preliminary (PGY-1 Only)", "not among"),
        ("Surgery (Prelim)", "not among"),
        ("Medicine-Psychiatry", "not among"),
        ("Internal Medicine (Psychiatry)", "not among"),
        ("Cardiology", "fellowship"),
    ],
)
def test_known_names_that_are_none_of_the_specialties(name, said):
    found = read_name("specialty", name)
    assert (found.slug, found.proposals, found.is_known) == (None, (), True)
    assert said in found.sentence


def test_an_open_name_is_not_read_as_one():
    radiology = read_name("specialty", "Radiology")
    assert radiology.slug is None
    assert set(radiology.proposals) == {"diagnostic_radiology", "interventional_radiology"}
    for name in ("IMG", "imgs", "FMG", "International medical graduate"):
        img = read_name("applicant_group", name)
        assert (img.slug, img.proposals) == (None, ("us_img", "non_us_img"))
        assert "by citizenship" in img.sentence


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("us_md_senior", "us_md_senior"),
        ("US MD seniors", "us_md_senior"),
        ("MD", "us_md_senior"),
        ("M.D.", "us_md_senior"),
        ("AMG", "us_md_senior"),
        ("USMG", "us_md_senior"),
        ("U.S. allopathic senior", "us_md_senior"),
        ("US-IMG", "us_img"),
        ("U.S. citizen IMG", "us_img"),
        ("non US img", "non_us_img"),
        ("Non-U.S. citizen IMG", "non_us_img"),
        ("non-citizen IMG", "non_us_img"),
        ("IMG (green card)", "non_us_img"),
    ],
)
def test_usual_names_of_groups(name, slug):
    assert read_name("applicant_group", name).slug == slug


@pytest.mark.parametrize("name", ["DO", "D.O.", "osteopathic", "COMLEX", "DO senior", "OMS-IV"])
def test_a_do_is_read_as_a_senior_as_an_md_is(name):
    assert read_name("applicant_group", name).slug == "do_senior"


def test_all_dos_stay_a_type_of_their_own_where_it_is_asked_for():
    assert read_name("applicant_group", "DO", ("do", "do_senior", "do_graduate")).slug == "do"
    assert read_name("applicant_group", "DO", ("us_img", "non_us_img")).slug is None


def test_a_do_graduate_is_understood_and_told_what_the_sources_have():
    found = read_name("applicant_group", "DO grad")
    assert (found.slug, found.is_known) == (None, True)
    assert "Match rates (Table 4)" in found.sentence


def test_the_plurals_of_the_groups_are_read():
    for slug in slugs(APPLICANT_GROUPS):
        assert read_name("applicant_group", GROUP_PLURALS[slug]).slug == slug


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("AAMC ID", "identifier"),
        ("Applicant Name", "person_name"),
        ("Citizenship", "citizenship"),
        ("Medical School Type", "school_type"),
        ("USMLE Step 1 Score", "step1"),
        ("USMLE Step 1", "step1"),
        ("STEP1_SCORE", "step1"),
        ("Step 2", "step2_ck"),
        ("USMLE Step 2 CK Score (3 digit)", "step2_ck"),
        ("COMLEX-USA Level 2 CE Score", "comlex_2"),
        ("Pubs", "research_items"),
        ("Count of Peer Reviewed Journal Articles/Abstracts", "research_part"),
        ("Tracks Applied by Applicant", "specialties"),
        ("Participating as a Couple in NRMP", "couple"),
    ],
)
def test_headings(heading, slug):
    assert read_name("heading", heading).slug == slug


def test_the_labels_of_the_fields_are_headings():
    for field in NUMBER_FIELDS:
        assert read_name("heading", field.label).slug == read_name("heading", field.name).slug == field.name


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (is_missing, ["", " ", "N/A", "n.a.", "-", "\u2013", "none", "Pending", "TBD", "?", "NaN", "#N/A"]),
        (is_passed, ["pass", "P", "PASS", "P/F", "passed", "Pass/Fail", "\u2713", "\u200bPass"]),
        (is_failed, ["fail", "F", "not passed"]),
    ],
)
def test_words_that_stand_for_no_number(kind, words):
    for word in words:
        assert [test is kind for test in (is_missing, is_passed, is_failed)] == [
            test(word) for test in (is_missing, is_passed, is_failed)
        ], word


def test_a_slip_gets_proposals_and_is_never_read():
    found = read_name("specialty", "Neurologgy")
    assert (found.slug, found.is_known, found.proposals[0]) == (None, False, "neurology")
    assert "the closest is Neurology" in found.sentence
    assert read_name("heading", "Stepp 1").proposals[0] == "step1"
    assert closest("specialty", "qqqqqq") == ()


def test_what_may_be_meant_can_be_given():
    assert read_name("specialty", "TOTAL").slug is None
    assert read_name("specialty", "TOTAL", (TOTAL,)).slug == TOTAL
    assert read_name("specialty", "IM", ("neurology",)).slug is None
    with pytest.raises(KeyError):
        read_name("colour", "red")


def test_several_names_in_one_text():
    assert split_names("IM, FM ;Peds|ENT\nGas,, ") == ("IM", "FM", "Peds", "ENT", "Gas")
    code = "Obstetrics-Gynecology|0000000C0 (Categorical)"
    assert split_names(f"{code}; IM") == (code, "IM")
    assert split_names("IM, Peds") == ("IM", "Peds")
    assert read_name("specialty", "IM, Peds").slug is None
    assert read_name("specialty", "Psychiatry, Categorical").slug == "psychiatry"
    assert read_name("specialty", "Ear, nose and throat").slug == "otolaryngology"
    assert split_names("Ear, Nose and Throat") == ("Ear, Nose and Throat",)


def test_names_are_read_while_the_table_is_broken(broken_names):
    assert read_name("specialty", "internal_medicine").slug == "internal_medicine"
    assert read_name("specialty", "Internal medicine").slug == "internal_medicine"
    assert read_name("specialty", "IM").slug is None
    assert is_missing("-")


@pytest.fixture
def broken_names(monkeypatch, tmp_path):
    from analysis import names
    from data import load

    for cached in (names._index, names._long_names, names._specialty_names):
        cached.cache_clear()
    monkeypatch.setattr(load, "TABLES_DIR", tmp_path)
    yield
    for cached in (names._index, names._long_names, names._specialty_names):
        cached.cache_clear()


@pytest.mark.parametrize("kind", MEANINGS)
@given(st.text(max_size=60))
def test_any_text_is_read_or_gets_a_sentence(kind, text):
    found = read_name(kind, text)
    assert (found.slug is None) is bool(found.sentence)
    assert not (found.slug and found.proposals)


@given(st.sampled_from(SPECIALTY_SLUGS), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_and_blanks_do_not_count(slug, case):
    assert read_name("specialty", f"\u00a0 {case(SPECIALTY_LABELS[slug])}\t").slug == slug


def test_keys():
    assert name_key("P. M. & R.") == name_key("PM and R") == "pmr"
    assert name_key("Orthop\u00e6dic") == name_key("ORTHOPEDIC")
    assert name_key("--") == ""
