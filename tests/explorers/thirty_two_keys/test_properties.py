"""What must hold for every race: more help never costs a yes, and a lower bar never ends it later."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from nato_course.explorers.thirty_two_keys import model
from nato_course.explorers.thirty_two_keys.record import model_inputs

TABLE = model_inputs()

races = st.builds(
    model.Race,
    candidate=st.sampled_from(list(model.CANDIDATES)),
    assurances=st.frozensets(st.sampled_from(model.ASSURANCES)),
    early=st.booleans(),
    rival=st.booleans(),
    delta=st.floats(0, 0.5),
    epsilon=st.floats(0, 0.05),
)
few = settings(max_examples=25, deadline=None)


def no_fewer(more, less):
    """Whoever says yes in one race says yes in the other, up to the first decision."""
    last = min(week for week in (more.decided, less.decided, model.LAST) if week is not None)
    return not (less.yes[: last + 1] & ~more.yes[: last + 1]).any()


@few
@given(races, st.sampled_from(model.ASSURANCES))
def test_one_more_assurance_never_costs_a_yes(race, code):
    assert no_fewer(model.run(TABLE, replace(race, assurances=race.assurances | {code})), model.run(TABLE, race))


@few
@given(races, st.floats(0, 0.2), st.floats(0, 0.02))
def test_more_pull_or_impatience_never_costs_a_yes(race, pull, haste):
    eager = replace(race, delta=race.delta + pull, epsilon=race.epsilon + haste)
    assert no_fewer(model.run(TABLE, eager), model.run(TABLE, race))


@few
@given(races, st.floats(0, 1), st.floats(0, 1), st.integers(0, model.LAST - 1), st.booleans())
def test_a_yes_grows_with_the_share_and_the_week(race, one, other, week, rival_in):
    low, high = sorted((one, other))
    rival_in = rival_in and race.rival
    now = model.says_yes(TABLE, race, week, low, rival_in)
    assert not (now & ~model.says_yes(TABLE, race, week, high, rival_in)).any()
    assert not (now & ~model.says_yes(TABLE, race, week + 1, low, rival_in)).any()


@few
@given(races)
def test_consensus_needs_all_and_a_lower_quota_is_never_later(race):
    weeks = {rule: model.run(TABLE, replace(race, rule=rule)).decided for rule in model.QUOTAS}
    late = {rule: model.LAST + 1 if week is None else week for rule, week in weeks.items()}
    assert late["majority"] <= late["two-thirds"] <= late["unanimity"]
    assert late["gdp"] <= late["unanimity"]
    end = model.run(TABLE, race)
    assert (end.decided is None) == bool(end.holdouts())


@few
@given(races)
def test_without_a_rival_only_his_home_and_region_can_gain(race):
    race = replace(race, delta=0)  # no pull: what one ally does cannot move another
    there, gone = (model.run(TABLE, replace(race, rival=rival)) for rival in (True, False))
    gained = set(there.holdouts()) - set(gone.holdouts())
    home = model.CANDIDATES[model.rival_of(replace(race, rival=True))].home
    assert gained <= {home, "SVK"}
    assert not set(gone.holdouts()) - set(there.holdouts())
