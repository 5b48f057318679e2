"""`course claims`: what may be out of date, for a maintainer and for a scheduled job."""

from datetime import date, timedelta

import pytest

from lessonkit import course
from lessonkit.cli.main import main
from lessonkit.texts import claims

LAST = max(claim.review_by for claim in claims.claims())
FIRST = min(claim.review_by for claim in claims.claims())


def test_it_lists_every_claim_with_place_dates_and_lessons(capsys):
    assert main(["claims"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(claims.claims())
    by_id = {line.split(": ")[1]: line for line in lines}
    assert set(by_id) == {claim.id for claim in claims.claims()}
    assert by_id["two-percent-count"].endswith("as of 2025-08-28, review by 2027-01-31; in 06-who-pays")
    place, number = by_id["two-percent-count"].split(": ")[0].split(":")
    assert place == "content/claims.yml"
    assert (course.current().content / "claims.yml").read_text(encoding="utf-8").splitlines()[
        int(number) - 1
    ] == "- id: two-percent-count"
    assert [line.split("review by ")[1][:10] for line in lines] == sorted(
        str(claim.review_by) for claim in claims.claims()
    )


def test_due_lists_only_those_of_the_day_and_fails(capsys):
    assert main(["claims", "--due", str(FIRST)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert {line.split(": ")[1] for line in lines[:-1]} == {
        claim.id for claim in claims.claims() if claim.review_by <= FIRST
    }
    assert lines[-1] == f"{len(lines) - 1} claims to look at again by {FIRST}."


def test_nothing_due_is_well(capsys):
    before = FIRST - timedelta(days=1)
    assert main(["claims", "--due", str(before)]) == 0
    assert capsys.readouterr().out == f"No claims to look at again by {before}.\n"


def test_without_a_day_it_is_today(capsys, monkeypatch):
    class Later(date):
        @classmethod
        def today(cls):
            return cls(LAST.year, LAST.month, LAST.day)

    monkeypatch.setattr("lessonkit.cli.claims.date", Later)
    assert main(["claims", "--due"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == f"{len(claims.claims())} claims to look at again by {LAST}."


def test_what_is_no_day_is_told(capsys):
    with pytest.raises(SystemExit) as left:
        main(["claims", "--due", "tomorrow"])
    assert left.value.code == 2
    assert "tomorrow is no day; write it as 2027-08-01" in capsys.readouterr().err


def test_help_has_an_example(capsys):
    with pytest.raises(SystemExit):
        main(["claims", "--help"])
    assert "course claims --due" in capsys.readouterr().out
