"""The incidents of "The next crisis": invented, and so are their numbers."""

from dataclasses import dataclass

from lessonkit.explorer.texts import words
from nato_course.explorers.next_crisis.model import Incident

WORDS = words("next-crisis")


@dataclass(frozen=True)
class Inject:
    """An incident for the model, with its title and what the Council knows."""

    incident: Incident
    title: str
    known: str


INCIDENTS = (
    Incident("drone", evidence=0.7, gravity=0.5, hours=24, round_hours=6, opening=(0.70, 0.60, 1.0, 0.70)),
    Incident("cable", evidence=0.4, gravity=0.0, hours=18, round_hours=6, opening=(0.70, 0.60, 0.5, 0.60)),
    Incident("cyber", evidence=0.3, gravity=0.2, hours=12, round_hours=4, opening=(0.60, 0.50, 0.0, 0.60)),
)
INJECTS = {
    incident.key: Inject(
        incident, WORDS.say(f"incidents.{incident.key}.title"), WORDS.say(f"incidents.{incident.key}.known")
    )
    for incident in INCIDENTS
}
