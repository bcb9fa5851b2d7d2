"""What fits a screen before a room: a share of its height, whatever its size."""

import pytest

from analysis.charts.room import HEADLINES, USUAL, VALUE_SHARE, Room

SCREENS = (Room(1280, 720), Room(1366, 768), Room(1920, 1080), Room(3840, 2160))


@pytest.mark.parametrize("room", SCREENS, ids=lambda room: f"{room.width}x{room.height}")
def test_the_smallest_type_is_a_fortieth_of_the_height(room):
    assert room.height / 40 <= room.value_size < room.height / 40 + 1


def test_the_same_words_leave_the_same_share_on_every_screen():
    words = (
        "A headline of some length, which says what the chart shows " * 2,
        ("Subtitle",),
        ("Source " * 60,),
    )
    shares = [room.left_for_figure(*words) / room.height for room in SCREENS]
    assert max(shares) - min(shares) < 0.01


def test_more_words_leave_less_and_never_nothing():
    short = USUAL.left_for_figure("Short", (), ("Source",))
    long = USUAL.left_for_figure("Short", (), ("Source " * 150,))
    endless = USUAL.left_for_figure("Short", (), ("Source " * 5000,))
    assert short > long > endless > USUAL.height / 4


def test_rows_follow_from_the_height():
    assert USUAL.rows_within(0) == 1
    assert USUAL.rows_within(320) == 12
    assert Room(3840, 2160).rows_within(3 * 320) == 12
    # A row is higher than its letters.
    assert USUAL.rows_within(720) < 720 / USUAL.value_size


def test_a_headline_gets_smaller_the_longer_it_is_and_no_smaller_than_a_value():
    steps = [USUAL.headline_step("word " * count) for count in (5, 30, 36, 42, 100)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, len(HEADLINES) - 1)
    assert HEADLINES[-1] == VALUE_SHARE
