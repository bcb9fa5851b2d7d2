"""What people type into a number field is read, or gets a sentence on what it probably is."""

import re
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.echo import echo
from analysis.profile import NUMBER_FIELDS, RESEARCH_ITEMS, STEP1, STEP2_CK
from analysis.score_text import ScoreReading, read_score

# What makes a link, a picture, an icon word, a formula, emphasis or code of a text.
LIVE = re.compile(r"[\[\]<>`$*~\\#|@]|://|www\.|:\w+:|:material/|:\w+\[|(?<!\w)_|_(?!\w)", re.IGNORECASE)


@pytest.mark.parametrize(
    "typed",
    [
        "230",
        " 230 ",
        "0230",
        "230.0",
        "230.",
        "230,0",
        "+230",
        "\uff12\uff13\uff10",
        "\u0662\u0663\u0660",
        "\u0662\u0663\u0660\u066b\u0660",
        "\u0968\u0969\u0966",
        "\u200f230",
        "\u200b230\ufeff",
        "\u202a230\u202c",
        "230\u00a0",
        "2\u200b30",
        "Step 1: 230",
        "230 points",
        "230*",
    ],
)
def test_a_score_is_read(typed):
    assert read_score(STEP1, typed) == ScoreReading(230)


@pytest.mark.parametrize("typed", ["240 (pass)", "240 pass", "pass (240)", "P 240", "Pass, 240", "240 P/F"])
def test_a_score_with_a_pass_beside_it_is_both(typed):
    assert read_score(STEP1, typed) == ScoreReading(240, passed=True)
    assert read_score(STEP2_CK, typed) == ScoreReading(240)


@pytest.mark.parametrize(
    "typed",
    [
        "pass",
        "P",
        "PASS",
        "P/F",
        "Passed",
        " p ",
        "1 (pass)",
        "Step 1 passed",
        "Passed 2023",
        "P (2021)",
        "2022 - pass",
        "Passed in May 2023",
        "pass 05/2023",
        "Step 1: Passed, 12 June 2022",
        "✅",
    ],
)
def test_a_pass_is_a_fact_of_step_1_and_no_score(typed):
    assert read_score(STEP1, typed) == ScoreReading(None, passed=True)
    other = read_score(STEP2_CK, typed)
    assert (other.value, other.passed) == (None, False)


@pytest.mark.parametrize(
    "typed", [None, "", "  ", "\u200b", "N/A", "-", "pending", "TBD", "None", "?", "- -", "-----", "n.a."]
)
def test_no_value_is_no_score_and_no_fault(typed):
    assert read_score(STEP1, typed) == read_score(STEP2_CK, typed) == ScoreReading()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "a code for pass or fail; for a pass write “pass”"),
        ("1", "a code for pass or fail"),
        ("5", "a slip"),
        ("24", "a digit missing"),
        ("30", "a digit missing"),
        ("\u202e032", "“032” is out of range"),
        ("85", "a percentile or a two-digit score"),
        ("99", "a percentile or a two-digit score"),
        ("100", "a slip in one of three digits"),
        ("119", "a slip in one of three digits"),
        ("301", "a slip in one of three digits"),
        ("400", "a COMLEX score, for which there are no averages here"),
        ("800", "a COMLEX score"),
        ("801", "a slip in one of three digits"),
        ("2300", "a digit too many"),
        ("9" * 5000, "9…”"),
        ("230.5", "“230.5” is not a whole number"),
        ("230,5", "is not a whole number"),
        ("-3", "below zero"),
        ("85%", "percentile"),
        ("230-240", "more than one number"),
        ("231 246", "more than one number"),
        ("230/300", "more than one number"),
        ("Step 1 score 231, CK 246", "more than one number"),
        ("~240", "is not just a number"),
        ("Step 1: ~240", "is not just a number"),
        ("240 (second try)", "is not just a number"),
        ("240 (2nd try)", "is not just a number"),
        ("245 (2nd attempt)", "is not just a number"),
        ("1e3", "is not just a number"),
        ("2 4 0", "has blanks between its digits"),
        ("Failed 2023", "is not just a number"),
        ("\U0001f600", "“\U0001f600” is not a number"),
        ("###", "is not a number"),
        ("☆ ☆", "is not a number"),
        ("fail", "no score"),
        ("abc", "“abc” is not a number"),
        ("\u00b2\u00b3\u2070", "is not a number"),
    ],
)
def test_the_sentence_names_what_it_probably_is(typed, said):
    found = read_score(STEP1, typed)
    assert found.value is None
    assert found.sentence.startswith("Step 1 score: ")
    assert said in found.sentence
    assert found.sentence.endswith("Allowed is a whole number from 120 to 300.")
    assert len(found.sentence) < 200


def test_research_items():
    assert read_score(RESEARCH_ITEMS, "0") == ScoreReading(0)
    assert read_score(RESEARCH_ITEMS, "4 pubs") == ScoreReading(4)
    assert read_score(RESEARCH_ITEMS, "n/a") == ScoreReading()
    assert "write 0" in read_score(RESEARCH_ITEMS, "none").sentence
    assert "from 0 to 999" in read_score(RESEARCH_ITEMS, "1000").sentence


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("www.evil.com", "“www．evil．com”"),
        ("https://evil.com", "“https：//evil．com”"),
        (":material/delete:", "“：material/delete：”"),
        ("$x^2$", "“＄x＾2＄”"),
        ("[a](b)", "“［a］(b)”"),
        ("<b>", "“＜b＞”"),
        ("_a_", "“＿a＿”"),
        ("do_senior", "“do_senior”"),
        ("D.O.", "“D.O.”"),
        ("230.5", "“230.5”"),
        ("=1+1", "“＝1+1”"),
        ("a\u202eb\u2066c\x00\ud800", "“abc”"),
    ],
)
def test_an_echo_reads_like_what_was_typed_and_is_only_text(typed, shown):
    assert echo(typed) == shown


@given(st.sampled_from(NUMBER_FIELDS), st.text())
@example(STEP1, "-" * 5000)
@example(STEP1, "\u0661" * 5000)
def test_any_text_is_read_within_the_range_or_refused_as_plain_text(field, typed):
    found = read_score(field, typed)
    assert found.value is None or field.lowest <= found.value <= field.highest
    assert not (found.passed and field != STEP1)
    assert not (found.value is not None and found.sentence)
    # The label has a colon before a blank, and nothing else in a sentence is live.
    assert not LIVE.search(found.sentence)
    assert not any(category(mark) in {"Cf", "Cc", "Cs"} for mark in found.sentence)
    assert len(found.sentence) < 220


@given(st.sampled_from(NUMBER_FIELDS), st.integers(-2000, 5000))
def test_a_number_is_read_exactly_where_a_profile_would_take_it(field, number):
    found = read_score(field, str(number))
    assert found == ScoreReading(number) if field.lowest <= number <= field.highest else found.value is None
