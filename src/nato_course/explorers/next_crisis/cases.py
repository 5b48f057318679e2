"""The incidents of "The next crisis": invented, and so are their numbers."""

from dataclasses import dataclass

from nato_course.explorers.next_crisis.model import Incident


@dataclass(frozen=True)
class Inject:
    """An incident for the model, with its title and what the Council knows."""

    incident: Incident
    title: str
    known: str


INJECTS = {
    inject.incident.key: inject
    for inject in (
        Inject(
            Incident("drone", evidence=0.7, gravity=0.5, hours=24, round_hours=6, opening=(0.70, 0.60, 1.0, 0.70)),
            "Drone debris",
            "Parts of a military drone lie in a field in one ally. It came from a war next door. Nobody is hurt. The type is "
            "known; whether it was sent or went astray is not. The first draft names Article 5.",
        ),
        Inject(
            Incident("cable", evidence=0.4, gravity=0.0, hours=18, round_hours=6, opening=(0.70, 0.60, 0.5, 0.60)),
            "A cable cut",
            "A power cable and two data cables between two allies are cut, outside their waters. A ship dragged its anchor there. "
            "Its owner is hidden behind three firms. The captain speaks of an accident. The first draft names Article 4.",
        ),
        Inject(
            Incident("cyber", evidence=0.3, gravity=0.2, hours=12, round_hours=4, opening=(0.60, 0.50, 0.0, 0.60)),
            "A cyber outage",
            "Pharmacies and town halls in one ally have had no computers for two days. Nobody has died. Its experts name a state; "
            "they have shown the proof to some allies only. The first draft names no article.",
        ),
    )
}
