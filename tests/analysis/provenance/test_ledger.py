import pytest

from analysis.counts.reconcile import SAME_PCT, reconcile_fill
from analysis.provenance.ledger import LEDGER_COLUMNS, TOPICS, build_ledger
from data.terms import slugs


@pytest.fixture(scope="module")
def ledger(real):
    return build_ledger(real)


def of(ledger, topic):
    return ledger.loc[ledger["topic"] == topic].reset_index(drop=True)


def test_the_columns_and_the_order_of_the_topics(ledger):
    assert tuple(ledger.columns) == LEDGER_COLUMNS
    assert tuple(dict.fromkeys(ledger["topic"])) == slugs(TOPICS)
    assert ledger["match_year"].between(1982, 2025).all()
    texts = ledger.drop(columns="match_year")
    assert not (texts == "").any(axis=None)
    assert not texts.map(lambda text: "nan" in str(text).split()).any(axis=None)


def test_both_claims_of_the_guide_are_answered_by_counts(ledger):
    claims = of(ledger, "claims")
    imgs, seniors = claims.loc[claims["about"].str.endswith("who matched")].to_dict("records")
    assert imgs["about"] == "US IMGs and non-US IMGs who matched"
    assert imgs["printed"].startswith("60% (guide: ")
    assert imgs["compared_with"] == (
        "56.5% (6,862 of 12,142 with a list); 41.0% of the 16,724 who registered"
    )
    assert imgs["difference"] == "+3.5"
    assert seniors["about"] == "US MD seniors who matched"
    assert seniors["printed"].startswith("94% (guide: ")
    assert seniors["compared_with"] == (
        "94.3% (17,740 of 18,818 with a list); 91.9% of the 19,312 who registered"
    )
    assert seniors["difference"] == "−0.3"
    assert seniors["source_ids"] == "guide_text advance_2022_table4"


def test_what_the_guide_says_of_directors_stands_beside_the_survey_of_2020(ledger):
    claims = of(ledger, "claims").set_index("about")
    directors = claims.loc[~claims.index.str.endswith("who matched")]
    assert directors["compared_with"].to_dict() == {
        "Program directors who often interview non-US IMGs": "2020: 17% of 661 programs say often",
        "Program directors who often interview US IMGs": "2020: 29% of 661 programs say often",
        "Program directors who consider visa status for interviews": (
            "2020: 28% of 650 programs cite it; 44% of 97 in Family Medicine"
        ),
    }
    said = directors["printed"].str.split(" (guide", regex=False).str[0]
    assert said.tolist() == ["20%", "under 33%", "40%"]
    # The two are of different years.
    assert set(directors["difference"]) == {"–"}
    assert directors["reason"].str.contains("2018.*2020").all()


def test_means_that_are_no_means_are_not_shown(ledger):
    rows = of(ledger, "nrmp")
    importance = rows.loc[rows["about"].str.endswith("importance_mean")]
    assert len(importance) == 17
    assert importance["shown"].str.startswith("Nothing").all()


def test_every_share_that_differs_has_its_row_and_no_other(real, ledger):
    rows = reconcile_fill(real["img_fill"], real["positions"], 2018)
    different = rows.loc[rows["difference"].abs() >= SAME_PCT]
    entries = of(ledger, "fill_column")
    assert len(entries) == len(different) == 62
    pathology = entries.set_index("about").loc["Pathology, All IMGs"]
    assert (pathology["printed"], pathology["difference"]) == ("52.7%", "+7.5")
    assert pathology["compared_with"] == "45.2% (257 of 568 filled)"
    assert "Interventional Radiology, Non-US IMG" not in set(entries["about"])


def test_the_two_garbled_cells_stay_empty_and_the_rows_that_read_two_ways_name_both(ledger):
    rows = of(ledger, "corrections")
    garbled = rows.loc[rows["shown"].str.startswith("Nothing")]
    assert set(garbled["about"]) == {
        "Pediatrics, US IMG, Step 2 CK, matched",
        "Pediatrics, US IMG, Step 2 CK, unmatched",
    }
    assert garbled["printed"].str.contains("23222238224").all()
    two_ways = rows.drop(garbled.index).set_index("about")
    assert list(two_ways.index) == ["Diagnostic Radiology, all groups", "Pathology, all groups"]
    assert two_ways["compared_with"].str.startswith("also reads ").all()
    assert set(two_ways["match_year"]) == {2018}
    assert two_ways.loc["Pathology, all groups", "printed"].endswith("6.7511.5")


def test_every_oddity_of_nrmp_has_its_row_with_its_reason(real, ledger):
    oddities = real["source_oddities"]
    rows = of(ledger, "nrmp")
    assert len(rows) == len(oddities)
    for column in ("match_year", "printed", "compared_with", "reason"):
        assert list(rows[column]) == list(oddities[column])
    misprint = rows.loc[(rows["match_year"] == 1993) & (rows["printed"] == "92.1")]
    assert len(misprint) == 2


def test_every_source_of_the_ledger_is_known(real, ledger):
    named = {name for text in ledger["source_ids"] for name in text.split()}
    assert named <= set(real["sources"]["source_id"])


def test_what_is_mended_leaves_the_ledger(real):
    agreeing = reconcile_fill(real["img_fill"], real["positions"], 2018)
    mended = build_ledger(
        {
            **real,
            "img_fill": real["img_fill"].assign(
                filled_pct=agreeing.set_index(["specialty", "applicant_group"])["nrmp_pct"]
                .reindex(
                    list(zip(real["img_fill"]["specialty"], real["img_fill"]["applicant_group"], strict=True))
                )
                .to_numpy()
            ),
            "source_oddities": real["source_oddities"].head(3),
            "restatements": real["restatements"].head(1),
            "positions": real["positions"].assign(series_break=None),
            "applicants": real["applicants"].assign(series_break=None),
            "printed_rows": real["printed_rows"].assign(other_readings=""),
        }
    )
    assert mended["topic"].value_counts().to_dict() == {
        "nrmp": 3,
        "claims": 5,
        "corrections": 2,
        "restated": 1,
    }
