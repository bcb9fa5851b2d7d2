"""The visitor's own marks on the way: what is kept, in which order, and what is refused with a sentence."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from analysis.cycle.record import MARKS, WAY, CycleRecord, StepMark, checked, marked
from data.guides import TABLE_OF, Requirement, Rule, read_advice
from data.load import load_table
from data.terms import slugs

DAY = date(2027, 9, 1)


def test_marks_stand_in_the_order_of_the_way_and_open_ones_nowhere():
    record = CycleRecord()
    for step, mark in (("step_3", "done"), ("id", "done"), ("step_1", "planned"), ("step_3", "open")):
        record = marked(record, StepMark(step, mark))
    assert record.marks == (StepMark("id", "done"), StepMark("step_1", "planned"))
    assert record.planned == {}
    dated = marked(record, StepMark("step_1", "planned", DAY))
    assert dated.planned == {"step_1": DAY}
    assert dated.mark_of("degree") == StepMark("degree")


def test_what_cannot_be_used_is_said_and_the_rest_is_kept():
    record, problems = checked(
        CycleRecord(
            (
                StepMark("step_9", "done"),
                StepMark("id", "perhaps"),
                StepMark("step_1", "planned", date(1, 1, 1)),
                StepMark("degree", "done", DAY),
                StepMark("degree", "open"),
            ),
        )
    )
    assert record == CycleRecord((StepMark("step_1", "planned"), StepMark("degree", "done")))
    facts = ("step_9", "perhaps", "0001-01-01", "twice")
    assert len(problems) == len(facts)
    assert all(fact in problem for fact, problem in zip(facts, problems, strict=True))


@given(
    st.builds(
        CycleRecord,
        st.lists(
            st.builds(
                StepMark,
                st.sampled_from([*slugs(WAY), "other"]),
                st.sampled_from([*slugs(MARKS), ""]),
                st.none() | st.dates(),
            ),
            max_size=5,
        ).map(tuple),
    )
)
def test_what_was_checked_once_stands(record):
    once, _ = checked(record)
    assert checked(once) == (once, ())


def test_every_step_names_a_row_of_the_guide():
    rules = {rule.rule for rule in read_advice(Rule, load_table(TABLE_OF[Rule]))}
    needs = {one.requirement for one in read_advice(Requirement, load_table(TABLE_OF[Requirement]))}
    assert {step.rule for step in WAY} - {""} <= rules
    assert {step.requirement for step in WAY} - {""} <= needs
