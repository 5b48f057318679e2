"""What a slider will show is worked out ahead, unseen, and kept by the page."""

import pytest

from lessonkit.explorer import ahead, explore
from lessonkit.explorer.frame import Controls
from lessonkit.progress.store import store


class Panel(Controls):
    """Controls that keep what they send."""

    def __init__(self, **values):
        super().__init__(values=values)
        self.sent = []

    def send(self, content, buffers=None):
        self.sent.append(content)


def run(calls):
    """Do what was put off, until nothing is."""
    while calls:
        calls.pop(0)()


@pytest.fixture
def calls():
    return []


@pytest.fixture
def later(calls):
    return lambda _seconds, act: calls.append(act)


def test_the_nearest_positions_are_worked_out_first_and_once(calls, later):
    panel, asked = Panel(a=2, b=0), []
    ahead_of = ahead.Ahead(panel, lambda values, _touched: asked.append(values["a"]) or {}, later)
    ahead_of.around("a", 4)
    run(calls)
    assert asked == [2, 3, 1, 4, 0]
    assert [message["values"] for message in panel.sent] == [{"a": at, "b": 0} for at in asked]
    ahead_of.around("a", 4)
    run(calls)
    assert len(asked) == 5
    panel.values = {"a": 2, "b": 1}
    ahead_of.around("a", 4)
    run(calls)
    assert len(asked) == 10


def test_no_frame_lacks_what_a_later_one_touches(calls, later):
    panel = Panel(a=0)

    def preview(values, touched):
        if values["a"] == 2:
            touched["map"] = {"look"}
        return {widget: dict.fromkeys(names, values["a"]) for widget, names in touched.items()}

    ahead.Ahead(panel, preview, later).around("a", 2)
    run(calls)
    kept = {}
    for message in panel.sent:
        if message["do"] == "forget":
            kept = {}
        else:
            kept[message["values"]["a"]] = message["frame"]
    assert kept == {at: {"map": {"look": at}} for at in range(3)}


def test_what_is_forgotten_is_worked_out_anew(calls, later):
    panel, asked = Panel(a=0), []
    ahead_of = ahead.Ahead(panel, lambda values, _touched: asked.append(values["a"]) or {}, later)
    ahead_of.around("a", 1)
    run(calls)
    ahead_of.forget()
    assert panel.sent[-1] == {"do": "forget"}
    ahead_of.around("a", 1)
    run(calls)
    assert asked == [0, 1, 0, 1]


def test_a_frame_is_what_the_kernel_shows_later_and_changes_nothing_now():
    store().predict("shared-shield", {"payers": 5})
    store().mark("shared-shield", 5)
    explorer = explore("shared-shield")
    before = [(part, part.get_state()) for part in ahead.family(explorer)]
    frame = explorer._preview({**explorer.panel.values, "theta": 3}, {})
    assert all(part.get_state() == state for part, state in before)
    assert set(frame) == {explorer.allies.figure.model_id, explorer.foot.model_id}
    explorer.set(theta=explorer.inputs["theta"].values[3])
    assert frame[explorer.foot.model_id]["reading"] == explorer.foot.reading
    assert frame[explorer.allies.figure.model_id]["spec"] == explorer.allies.figure.spec
