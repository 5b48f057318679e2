"""Drafting under silence: who objects to a text, and how a chair can change it.

A draft is a point y in the cube [0, 1]^K. Each ally i has an ideal point p_i, weights w_i over the K
dimensions (they sum to 1) and a tolerance tau_i. The text costs it

    loss_i = sqrt(sum over k of w_ik (y_k - p_ik)^2)

and in round t (1, 2, …) it breaks silence if, and only if,

    loss_i > tau_i + cost + fatigue (t - 1) + phi_i

``cost`` is the price of objecting in public, ``fatigue`` what one more round adds to patience, and
``phi_i`` is above 0 only for an ally with a footnote of its own. One objection is enough to stop a
text: the unanimity rule of George Tsebelis, Veto Players (2002).

Everything here is numbers in, numbers out. Weights and tolerances are stipulated, never measured.
"""

from dataclasses import dataclass, field, replace

import numpy as np

DIMENSIONS = ("toughness", "scope", "specificity")


@dataclass(frozen=True)
class Council:
    """The allies round the table.

    codes: n ISO codes. ideals: shape (n, K), each in [0, 1]. weights: shape (n, K), rows sum to 1.
    tolerance: shape (n,), the largest loss that an ally accepts at once.
    """

    codes: tuple
    ideals: np.ndarray
    weights: np.ndarray
    tolerance: np.ndarray

    def __len__(self):
        return len(self.codes)

    def at(self, code: str) -> int:
        return self.codes.index(code)

    def only(self, codes) -> "Council":
        """Return the council of these codes, in the order of this one."""
        keep = [i for i, code in enumerate(self.codes) if code in set(codes)]
        kept = tuple(self.codes[i] for i in keep)
        return Council(kept, self.ideals[keep], self.weights[keep], self.tolerance[keep])


def council(codes, ideals, tolerance, weights=None) -> Council:
    """Make a council; one ``tolerance`` for all, or one each. Without ``weights`` all dimensions weigh alike.

    Raises
    ------
    ValueError
        If the shapes differ, an ideal lies outside [0, 1], or weights do not sum to 1.
    """
    ideals = np.asarray(ideals, float)
    n, k = ideals.shape
    weights = np.full((n, k), 1 / k) if weights is None else np.broadcast_to(np.asarray(weights, float), (n, k))
    tolerance = np.broadcast_to(np.asarray(tolerance, float), (n,))
    if len(codes) != n:
        raise ValueError(f"{len(codes)} codes for {n} rows of ideals.")
    if ideals.min(initial=0) < 0 or ideals.max(initial=1) > 1:
        raise ValueError("An ideal lies between 0 and 1 in every dimension.")
    if (weights < 0).any() or not np.allclose(weights.sum(axis=1), 1):
        raise ValueError("The weights of an ally are not negative and sum to 1.")
    return Council(tuple(codes), ideals, weights, tolerance)


def scaled(values) -> np.ndarray:
    """Return values moved and stretched so that the lowest is 0 and the highest 1."""
    values = np.asarray(values, float)
    return (values - values.min()) / (values.max() - values.min())


def threat(distance_km, length_km=1500.0) -> np.ndarray:
    """Return how near a danger is, scaled to [0, 1]: exp(-distance / length) of each capital."""
    return scaled(np.exp(-np.asarray(distance_km, float) / length_km))


def winsorised(values) -> np.ndarray:
    """Return values with the highest put down to the second highest, so that one outlier sets no scale."""
    values = np.asarray(values, float)
    return np.minimum(values, np.sort(values)[-2])


def spread(n: int) -> np.ndarray:
    """Return n numbers between 0.2 and 0.8, evenly spread and without meaning: steps of the golden ratio."""
    return 0.2 + 0.6 * ((np.arange(n) * (5**0.5 - 1) / 2) % 1)


# ---- one draft ------------------------------------------------------------------------------------


def losses(table: Council, draft) -> np.ndarray:
    """Return what the draft costs each ally. ``draft`` is (K,), or (…, K) for a loss of shape (…, n)."""
    gap = np.asarray(draft, float)[..., None, :] - table.ideals
    return np.sqrt((table.weights * gap * gap).sum(axis=-1))


def limits(table: Council, number=1, cost=0.0, fatigue=0.0, notes=None) -> np.ndarray:
    """Return the largest loss that each ally lets pass in round ``number``. ``notes`` maps a code to phi."""
    extra = np.array([(notes or {}).get(code, 0.0) for code in table.codes])
    return table.tolerance + cost + fatigue * (number - 1) + extra


def objectors(table: Council, draft, number=1, cost=0.0, fatigue=0.0, notes=None) -> list:
    """Return the codes of the allies that break silence, the largest excess first."""
    excess = losses(table, draft) - limits(table, number, cost, fatigue, notes)
    order = np.argsort(-excess, kind="stable")
    return [table.codes[i] for i in order if excess[i] > 0]


def towards(draft, ideal, step) -> np.ndarray:
    """Return the draft moved the share ``step`` (0 to 1) of the way towards an ideal point."""
    draft = np.asarray(draft, float)
    return draft + step * (np.asarray(ideal, float) - draft)


def clarity(draft, footnotes=0, psi=0.05) -> float:
    """Return how clear a text is, 0 to 1: its specificity (the last dimension), less psi a footnote."""
    return max(0.0, float(np.asarray(draft, float)[-1]) - psi * footnotes)


def acceptable_share(table: Council, cost=0.0, steps=21) -> float:
    """Return the share of all drafts, on a grid of ``steps``^K points, to which nobody objects at once."""
    axes = [np.linspace(0, 1, steps)] * table.ideals.shape[1]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(axes))
    passed = np.ones(len(grid), bool)
    for code in table.codes:
        one = table.only([code])
        passed &= losses(one, grid)[:, 0] <= limits(one, 1, cost)[0]
    return float(passed.mean())


def unanimity(chance, members):
    """Return the chance that all say yes, if each does so with ``chance`` and without heed of the others."""
    return np.asarray(chance, float) ** members


# ---- a sitting: the chair's moves -----------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One line of the log. ``kind``: silence, amend, edit, footnote, forum, agreed, broken or given-up."""

    number: int
    kind: str
    draft: tuple
    who: tuple = ()


@dataclass(frozen=True)
class Sitting:
    """One text before one council. Every move returns a new sitting; none changes this one.

    ``phase``: draft (it can be changed), silence (the deadline runs), broken, agreed or given-up.
    ``number`` counts the rounds of silence; ``notes`` maps a code to the slack of its footnote.
    """

    table: Council
    draft: tuple
    cost: float = 0.0
    fatigue: float = 0.0
    first: tuple = ()
    phase: str = "draft"
    number: int = 0
    notes: dict = field(default_factory=dict)
    log: tuple = ()

    @property
    def objecting(self) -> tuple:
        """Who broke silence in the last round."""
        rounds = self.rounds
        return rounds[-1].who if rounds else ()

    @property
    def rounds(self) -> list:
        """The log's entries that end a round, in order."""
        return [entry for entry in self.log if entry.kind in ("broken", "agreed")]

    @property
    def lost(self) -> tuple:
        """Who was silent in one round and objected in a later one, in the order of the losses."""
        found = []
        for before, after in zip(self.rounds, self.rounds[1:], strict=False):
            found += [code for code in after.who if code not in before.who and code not in found]
        return tuple(found)

    @property
    def over(self) -> bool:
        return self.phase in ("agreed", "given-up")

    @property
    def moved(self) -> float:
        """Straight-line distance of the text from the first draft, in units of one dimension."""
        return float(np.linalg.norm(np.subtract(self.draft, self.first)))


def open_sitting(table: Council, draft, cost=0.0, fatigue=0.0) -> Sitting:
    """Return a sitting in its first phase."""
    draft = tuple(float(value) for value in draft)
    return Sitting(table, draft, float(cost), float(fatigue), first=draft)


def _log(sitting: Sitting, kind: str, who=()) -> tuple:
    return (*sitting.log, Entry(sitting.number, kind, sitting.draft, tuple(who)))


def edit(sitting: Sitting, draft) -> Sitting:
    """Return the sitting with another text. A changed text needs a new deadline."""
    draft = tuple(float(value) for value in draft)
    if sitting.over or draft == sitting.draft:
        return sitting
    if not sitting.number and sitting.phase == "draft":  # nobody has seen the first text yet
        return replace(sitting, draft=draft, first=draft)
    changed = replace(sitting, draft=draft, phase="draft")
    if sitting.log and sitting.log[-1].kind == "edit":  # a slider moves in many small steps
        changed = replace(changed, log=sitting.log[:-1])
    return replace(changed, log=_log(changed, "edit"))


def amend(sitting: Sitting, code: str, step: float) -> Sitting:
    """Return the sitting with the text moved towards one ally."""
    if sitting.over:
        return sitting
    ideal = sitting.table.ideals[sitting.table.at(code)]
    moved = replace(sitting, draft=tuple(towards(sitting.draft, ideal, step)), phase="draft")
    return replace(moved, log=_log(moved, "amend", [code]))


def footnote(sitting: Sitting, code: str, phi: float) -> Sitting:
    """Return the sitting with a footnote for one ally: it lets ``phi`` more pass, and the text is less clear."""
    if sitting.over or code in sitting.notes:
        return sitting
    noted = replace(sitting, notes={**sitting.notes, code: phi}, phase="draft")
    return replace(noted, log=_log(noted, "footnote", [code]))


def call_silence(sitting: Sitting) -> Sitting:
    """Return the sitting with its text under silence: the deadline of the next round runs."""
    if sitting.over or sitting.phase == "silence":
        return sitting
    called = replace(sitting, phase="silence", number=sitting.number + 1)
    return replace(called, log=_log(called, "silence"))


def answers(sitting: Sitting, slips=None) -> list:
    """Return who would break silence now. ``slips`` (code to truth) decides for the seats that people hold."""
    slips = slips or {}
    ruled = objectors(
        sitting.table, sitting.draft, max(sitting.number, 1), sitting.cost, sitting.fatigue, sitting.notes
    )
    by_hand = [code for code in sitting.table.codes if slips.get(code) and code not in ruled]
    return [code for code in ruled if slips.get(code, True)] + by_hand


def deadline(sitting: Sitting, slips=None) -> Sitting:
    """Return the sitting after its deadline: agreed if all were silent, else broken."""
    if sitting.phase != "silence":
        return sitting
    who = answers(sitting, slips)
    phase = "broken" if who else "agreed"
    return replace(sitting, phase=phase, log=_log(sitting, phase, who))


def smaller_forum(sitting: Sitting, without) -> Sitting:
    """Return the sitting before a body on which some allies have no seat."""
    stay = [code for code in sitting.table.codes if code not in set(without)]
    gone = [code for code in sitting.table.codes if code in set(without)]
    if sitting.over or not gone:
        return sitting
    moved = replace(sitting, table=sitting.table.only(stay), phase="draft")
    return replace(moved, log=_log(moved, "forum", gone))


def give_up(sitting: Sitting) -> Sitting:
    """Return the sitting closed without a text: the allies agree to disagree."""
    if sitting.over:
        return sitting
    closed = replace(sitting, phase="given-up")
    return replace(closed, log=_log(closed, "given-up"))


def run(table: Council, draft, cost=0.0, fatigue=0.0, step=0.3, rounds=6) -> Sitting:
    """Return the sitting after a chair who always moves towards the strongest objector.

    It ends when all are silent, or after ``rounds`` rounds of broken silence.
    """
    sitting = deadline(call_silence(open_sitting(table, draft, cost, fatigue)))
    while sitting.phase != "agreed" and sitting.number < rounds:
        sitting = deadline(call_silence(amend(sitting, sitting.objecting[0], step)))
    return sitting


# ---- many councils --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Draws:
    """Random councils: instructions of shape (seeds, n, K), with weights, and tolerances (seeds, n)."""

    ideals: np.ndarray
    weights: np.ndarray
    tolerance: np.ndarray


def draw(table: Council, seeds=600, noise=0.1) -> Draws:
    """Return one random council for each seed from 0 to ``seeds`` - 1.

    A seed gives an order of the allies and, for each, an instruction: its ideal plus normal noise of this
    standard deviation, cut to [0, 1]. A council of size n is the first n of that order, so a larger one
    holds all of the smaller.
    """
    n, k = table.ideals.shape
    order, ideals = np.empty((seeds, n), int), np.empty((seeds, n, k))
    for seed in range(seeds):
        chance = np.random.default_rng(seed)
        order[seed] = chance.permutation(n)
        ideals[seed] = np.clip(table.ideals + chance.normal(0, noise, (n, k)), 0, 1)
    ideals = ideals[np.arange(seeds)[:, None], order]
    return Draws(ideals, table.weights[order], table.tolerance[order])


def agreement_rate(drawn: Draws, size, draft, cost=0.0, fatigue=0.0, step=0.3, rounds=6) -> float:
    """Return the share of the councils of ``size`` allies that agree within ``rounds``.

    The chair moves towards the strongest objector, as in ``run``.
    """
    axes = [np.ascontiguousarray(drawn.ideals[:, :size, k]) for k in range(drawn.ideals.shape[-1])]
    weights = [drawn.weights[:, :size, k] for k in range(len(axes))]
    patience = drawn.tolerance[:, :size] + cost
    texts = np.tile(np.asarray(draft, float), (len(patience), 1))
    for number in range(rounds):
        squares = sum(
            weight * (texts[:, k, None] - ideal) ** 2
            for k, (weight, ideal) in enumerate(zip(weights, axes, strict=False))
        )
        excess = np.sqrt(squares) - patience - fatigue * number
        worst = excess.argmax(axis=1)
        rows = np.arange(len(texts))
        left = excess[rows, worst] > 0
        if not left.any():
            return 1.0
        goals = np.column_stack([ideal[rows, worst] for ideal in axes])
        texts = (texts + step * (goals - texts))[left]
        axes, weights = [ideal[left] for ideal in axes], [weight[left] for weight in weights]
        patience = patience[left]
    return 1 - len(texts) / len(drawn.ideals)
