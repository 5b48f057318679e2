"""A word for a front end: heading, definition, sources."""

from lessonkit.server.words import word
from lessonkit.texts import glossary


def test_a_word_brings_its_sources():
    found = word("NAC")
    assert found["heading"] == "North Atlantic Council (NAC)"
    assert found["definition"] == glossary.find("NAC").definition
    assert [set(source) for source in found["sources"]] == [{"short", "url"}] * len(glossary.find("NAC").sources)
    assert all(source["url"].startswith("https://") for source in found["sources"])


def test_what_is_no_key_is_no_word():
    assert word("the Council") is None  # an alias is found by define(), a link names the key
    assert word("") is None
    assert word("../NAC") is None
