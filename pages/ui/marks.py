"""The marks of the legends."""

from typing import Final

# What a legend can show: the shape, and the field of the palette that colours it.
MARKS: Final = {
    "unmatched": ("○", "unmatched"),
    "matched": ("●", "matched"),
    "dashed": ("┄", "connector"),
    "range": ("━", "connector"),
    "user": ("┃", "user"),
    "era": ("┇", "user"),
    "band": ("▒", "connector"),
    "us_md_senior": ("▲", "senior"),
    "us_img": ("◆", "us_img"),
    "non_us_img": ("●", "matched"),
    "us_img_bar": ("▨", "us_img"),
    "non_us_img_bar": ("■", "matched"),
    "guide": ("□", "senior"),
    "few": ("⚑", "unmatched_text"),
    "hollow": ("○", "muted"),
    "second_hand": ("○", "muted"),
    "misprint": ("×", "muted"),
    "above": ("●", "above"),
    "near": ("●", "muted"),
    "near_both": ("■", "muted"),
    "below": ("●", "below"),
    "no_verdict": ("◇", "muted"),
    "shortlisted": ("●", "matched"),
    "others": ("●", "muted"),
    "non_dominated": ("◎", "text"),
    "break": ("┆", "muted"),
}
