"""Words that no text of the course uses."""

BANNED = (
    "crucial role",
    "cornerstone",
    "aggression-prone",
    "brain-dead",
    "it is important to note",
    "let's dive",
    "obviously",
    "fascinating",
)
