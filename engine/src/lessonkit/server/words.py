"""A word of the glossary, for a front end that shows it where it stands in a text."""

from typing import Any

from lessonkit.texts import glossary, references


def word(key: str) -> dict[str, Any] | None:
    """Return a word's heading, definition and sources; None if the glossary has no such key.

    Returns
    -------
    dict
        `sources` holds the short form and the address of each; it is empty for a word of the course's own.
    """
    found = next((term for term in glossary.terms() if term.key == key), None)
    if found is None:
        return None
    sources = [references.link(source) for source in found.sources]
    return {
        "heading": found.heading,
        "definition": found.definition,
        "sources": [{"short": source.short, "url": source.url} for source in sources],
    }
