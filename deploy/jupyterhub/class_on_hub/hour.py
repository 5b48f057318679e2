"""A class's hour on the hub: everyone starts at once, runs a lesson, answers its exercises and hands in.

Each part is done by all learners together. A learner for whom a part fails is noted and takes no further part.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from class_on_hub import use
from class_on_hub.hub import Hub
from class_on_hub.kernel import Kernel, KernelTrouble, model_of
from class_on_hub.learner import Learner, LearnerTrouble
from class_on_hub.use import Use
from lessonkit.bank import bank
from lessonkit.judging.verdict import CORRECT

LESSON = "lessons/06-who-pays.ipynb"
EXERCISES = "exercises/06-who-pays.ipynb"
SLUG = "who-pays"
BEGIN = "before anyone logs in"
PAUSE = 2.0, 8.0
"""Seconds that a learner thinks before each answer, at least and at most; a real class thinks longer."""
MOST_PRESSES = 120


@dataclass
class Seat:
    """One learner with what is open on the screen."""

    number: int
    learner: Learner
    kernels: list[Kernel] = field(default_factory=list)


@dataclass
class Notes:
    """What was seen, in seconds unless said otherwise."""

    starts: list[float] = field(default_factory=list)
    pulls: list[float] = field(default_factory=list)
    opens: list[float] = field(default_factory=list)
    cells_at_once: list[float] = field(default_factory=list)
    lesson_at_once: list[float] = field(default_factory=list)
    cells_at_pace: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    hand_ins: list[float] = field(default_factory=list)
    uses: dict[str, list[Use]] = field(default_factory=dict)
    hub: dict[str, dict[str, Use]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    back_after: list[float] = field(default_factory=list)
    kernels_left: int = 0
    kept: bool = False


def items() -> tuple:
    """Return the lesson's exercises."""
    return bank.lesson(SLUG).items


def answers_of(number: int, item) -> list:
    """Return what learner `number` answers: every third time a listed mistake first, and then the right answer."""
    place = [one.full_id for one in items()].index(item.full_id)
    mistakes = [answer for _, answer in item.logic.mistaken(item)] if (number + place) % 3 == 0 else []
    return [*mistakes[:1], item.logic.solution(item)]


class Hour:
    """The parts of the hour, in their order. `seats` are the learners who still take part."""

    def __init__(self, hub: Hub, repository: Path, learners: int):
        self.hub = hub
        self.repository = f"file://{repository}"
        self.notes = Notes()
        self.seats = [Seat(n, Learner(f"learner-{n:02}", hub.address, hub.password)) for n in range(1, learners + 1)]

    async def spend(self, tell: Callable[[str], None]):
        """Go through the whole hour; `tell` is given one line for each part."""
        self._weigh(BEGIN)
        for words, part in (
            ("log in", self._log_in),
            ("start their servers, all at once", self._start),
            ("follow the link that brings the notebooks", self._pull),
            ("open lesson 06", self._open),
            ("run all of lesson 06, all at once", self._run_lesson),
            ("answer the exercises, each at their own pace", self._answer),
            ("hand in", self._hand_in),
        ):
            tell(f"{len(self.seats)} learners {words} (load average {use.load_average():.1f})")
            await self._together(words, part)
            self._weigh(words)
        if self.seats:
            tell("one server is killed, and its learner comes back")
            await self._together("come back", self._come_back, self.seats[:1])
        for seat in self.seats:
            for kernel in seat.kernels:
                kernel.close()
            await seat.learner.close()

    async def _together(self, words: str, part: Callable[[Seat], Awaitable], seats: Iterable[Seat] | None = None):
        chosen = list(self.seats if seats is None else seats)
        for seat, outcome in zip(chosen, await asyncio.gather(*map(part, chosen), return_exceptions=True), strict=True):
            if isinstance(outcome, Exception):
                self.notes.failures.append(
                    f"{seat.learner.name} could not {words}: {type(outcome).__name__}: {outcome}"
                )
                self.seats.remove(seat)
            elif outcome is not None:
                raise outcome

    def _weigh(self, words: str):
        """Note what each learner's processes, the hub and the proxy use now."""
        alive = use.servers(self.hub.pid)
        self.notes.uses[words] = [
            use.measure(use.with_children(alive[seat.learner.name]))
            for seat in self.seats
            if seat.learner.name in alive
        ]
        self.notes.hub[words] = use.hub_and_proxy(self.hub.pid)

    # -- the parts -----------------------------------------------------------------------------

    async def _log_in(self, seat: Seat):
        await seat.learner.log_in()

    async def _start(self, seat: Seat):
        self.notes.starts.append(await seat.learner.start())

    async def _pull(self, seat: Seat):
        with _timed(self.notes.pulls):
            await seat.learner.bring_notebooks(self.repository, LESSON)

    async def _open(self, seat: Seat):
        with _timed(self.notes.opens):
            seat.kernels.append(await seat.learner.kernel(LESSON))

    async def _run_lesson(self, seat: Seat):
        """Run every cell of the lesson, one after another, as “Run All” does."""
        cells = await seat.learner.notebook(LESSON)
        with _timed(self.notes.lesson_at_once):
            for source in cells:
                seconds, _ = await seat.kernels[0].run(source)
                self.notes.cells_at_once.append(seconds)

    async def _answer(self, seat: Seat):
        """Answer the lesson's questions, then open the exercises' notebook and work through it."""
        by_name = {item.full_id: item for item in items()}
        for place, path in enumerate((LESSON, EXERCISES)):
            if place:
                seat.kernels.append(await seat.learner.kernel(path))
            for source in await seat.learner.notebook(path):
                item = next((by_name[name] for name in by_name if f'"{name}"' in source), None)
                if item is None or source.lstrip().startswith("#"):
                    if place:
                        await self._cell(seat.kernels[place], source)
                elif item.kind == "code":
                    await self._code(seat, item)
                else:
                    await self._widget(seat, seat.kernels[place], item, source)

    async def _cell(self, kernel: Kernel, source: str) -> list[dict]:
        seconds, outputs = await kernel.run(source)
        self.notes.cells_at_pace.append(seconds)
        return outputs

    async def _code(self, seat: Seat, item):
        await _think()
        said = await self._cell(seat.kernels[1], f'{item.solution}\ncheck("{item.full_id}", {item.name})')
        if not any("Right" in str(output.get("data", {})) for output in said):
            raise KernelTrouble(f"{item.full_id}: the right code is not judged right: {str(said)[:300]}")

    async def _widget(self, seat: Seat, kernel: Kernel, item, source: str):
        model = model_of(await self._cell(kernel, source))
        for answer in answers_of(seat.number, item):
            await _think()
            seconds, state = await kernel.press(model, {"do": "check", "answer": answer})
            self.notes.answers.append(seconds)
        if state["state"]["outcome"] != CORRECT:
            raise KernelTrouble(f"{item.full_id}: the right answer is judged {state['state']['outcome']}")

    async def _hand_in(self, seat: Seat):
        kernel = seat.kernels[-1]
        _, outputs = await kernel.run('from nato_course import submit\nsubmit("06")')
        seconds, state = await kernel.press(model_of(outputs), {"do": "write", "learner": seat.learner.name})
        if state["view"]["say"]["tone"] != "good":
            raise KernelTrouble(f"handing in: {state['view']['say']}")
        self.notes.hand_ins.append(seconds)

    async def _come_back(self, seat: Seat):
        """Kill the learner's server, start it again as the learner would, and look whether the answers are there."""
        server = use.servers(self.hub.pid)[seat.learner.name]
        started = [one for one in use.with_children(server) if one.pid != server.pid]
        for kernel in seat.kernels:
            kernel.close()
        server.kill()
        with _timed(self.notes.back_after):
            await _press_start(seat.learner)
        self.notes.kernels_left = sum(one.is_running() for one in started)
        kernel = await seat.learner.kernel(LESSON)
        seat.kernels = [kernel]
        await kernel.run("from nato_course import exercise")
        outcomes = Counter()
        for item in items():
            if item.kind != "code":
                _, outputs = await kernel.run(f'exercise("{item.full_id}")')
                outcomes[kernel.states[model_of(outputs)]["state"]["outcome"]] += 1
        self.notes.kept = set(outcomes) == {CORRECT}
        if not self.notes.kept:
            raise KernelTrouble(f"after the restart the answers are: {dict(outcomes)}")


async def _think():
    await asyncio.sleep(random.uniform(*PAUSE))


async def _press_start(learner: Learner):
    """Press the start button each second: the hub does not notice at once that a server has gone."""
    for _ in range(MOST_PRESSES):
        try:
            await learner.start()
            return
        except (LearnerTrouble, httpx.HTTPError) as trouble:
            last = trouble
            await asyncio.sleep(1)
    raise last


class _timed:
    """Add the seconds that a block takes to a list."""

    def __init__(self, to: list[float]):
        self.to = to

    def __enter__(self):
        self.start = asyncio.get_running_loop().time()

    def __exit__(self, kind, *_):
        if kind is None:
            self.to.append(asyncio.get_running_loop().time() - self.start)
