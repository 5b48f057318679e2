"""What a program makes of an exported file: small readers that mark an answer by the rules of each format.

They read the file alone. `mark` returns (share of the mark, feedback shown at once), for an answer given as
a set of option keys, a number, a list of keys in order, or {thing: bin}. `general` returns what is shown in the end.
"""

import io
import json
import re
import sqlite3
import zipfile
from html import unescape
from itertools import combinations
from typing import ClassVar
from xml.etree import ElementTree

from lessonkit.kinds.question import Choices, Matching, Number, Sequence
from lessonkit.kinds.text import plain


class Moodle:
    """Marks as Moodle's question types do."""

    def __init__(self, content: bytes):
        self.root = ElementTree.fromstring(content)
        self.questions = {one.findtext("idnumber"): one for one in self.root if one.get("type") != "category"}

    def mark(self, question, answer):
        node, body = self.questions[question.name], question.body
        answers = [
            (
                float(one.get("fraction")) / 100,
                one.findtext("text"),
                one.findtext("feedback/text"),
                one.findtext("tolerance"),
            )
            for one in node.findall("answer")
        ]
        if isinstance(body, Choices):
            chosen = [found for found, option in zip(answers, body.options, strict=True) if option.key in answer]
            assert [text for _, text, _, _ in answers] == [option.html for option in body.options]
            assert node.findtext("single") == ("false" if body.several else "true")
            return max(0, sum(share for share, *_ in chosen)), [told for _, _, told, _ in chosen if told]
        if isinstance(body, Number):
            met = [
                (share, [told] if told else [])
                for share, value, told, tolerance in answers
                if abs(answer - float(value)) <= float(tolerance) + 1e-7
            ]
            return met[0] if met else (0, [])
        if isinstance(body, Sequence):
            ranked = [text for _, text in sorted((share, text) for share, text, _, _ in answers)]
            given = [ranked.index(body.things[key]) for key in answer]
            pairs = [*combinations(given, 2)]
            return sum(early < late for early, late in pairs) / len(pairs), []
        return self._menus(node, body, answer)

    @staticmethod
    def _menus(node, body, answer):
        menus = re.findall(r"\{1:MULTICHOICE:(.*?)(?<!\\)\}", node.findtext("questiontext/text"))
        right, told = 0, []
        for thing, menu in zip(body.things, menus, strict=True):
            for entry in menu.split("~"):
                name, _, feedback = re.match(r"(.+?)(?<!&)(#(.*))?$", entry).groups()
                if unescape(name.removeprefix("=")) == plain(body.bins[answer[thing]]):
                    right += name.startswith("=")
                    told += [feedback] if feedback else []
        return right / len(menus), [re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), one) for one in told]

    def prompt(self, question):
        return self.questions[question.name].findtext("questiontext/text")

    def general(self, question):
        return self.questions[question.name].findtext("generalfeedback/text")

    def notes(self, question):
        return self.questions[question.name].findtext("graderinfo/text")


class Gift:
    """Reads as Moodle's import of GIFT does: escaped signs are put aside, then the rest is cut at the signs."""

    SIGNS: ClassVar = {one: chr(0xE000 + ord(one)) for one in "\\#=~{}:n"}

    def __init__(self, content: bytes):
        self.questions = {}
        for block in re.split(r"\n\s*\n", content.decode()):
            if block.startswith("$CATEGORY:"):
                continue
            name = re.match(r"// (.*)\n", block)[1]
            block = "\n".join(line for line in block.split("\n") if not line.strip().startswith("//"))
            block = re.sub(r"\\(.)", lambda found: self.SIGNS[found[1]], block)
            title, text = re.fullmatch(r"::(.*?)::(.*)", block.strip(), re.S).groups()
            assert text.startswith("[html]")
            text = text.removeprefix("[html]")
            prompt, answers = re.fullmatch(r"([^{}]*)\{([^{}]*)\}", text).groups()
            answers, _, general = answers.rpartition("####")
            self.questions[name] = (self._back(title), self._back(prompt), answers.strip(), self._back(general))

    def _back(self, text):
        for one, mark in self.SIGNS.items():
            text = text.replace(mark, "\n" if one == "n" else one)
        return text.strip()

    def _answers(self, text, signs):
        """Give (share or None, text, feedback) of each answer."""
        for sign, weight, answer in re.findall(rf"([{signs}])(?:%(-?[\d.]+)%)?([^{signs}]*)", text):
            answer, _, feedback = answer.partition("#")
            yield float(weight) / 100 if weight else float(sign == "="), self._back(answer), self._back(feedback)

    def mark(self, question, answer):
        _, _, text, _ = self.questions[question.name]
        if isinstance(question.body, Choices):
            answers = [*self._answers(text, "=~")]
            assert [one for _, one, _ in answers] == [option.html for option in question.body.options]
            chosen = [
                found for found, option in zip(answers, question.body.options, strict=True) if option.key in answer
            ]
            return max(0, sum(share for share, _, _ in chosen)), [told for _, _, told in chosen if told]
        if isinstance(question.body, Number):
            assert text.startswith("#")
            for share, numbers, told in self._answers(text[1:], "="):
                value, tolerance = map(float, numbers.split(":"))
                if abs(answer - value) <= tolerance + 1e-7:
                    return share, [told] if told else []
            return 0, []
        # The first arrow parts stem and answer.
        halves = [self._back(line).partition("->") for line in text.split("=")[1:]]
        pairs = {stem.strip(): fit.strip() for stem, _, fit in halves}
        if isinstance(question.body, Sequence):
            given = {question.body.things[key]: str(place) for place, key in enumerate(answer, 1)}
        else:
            given = {question.body.things[thing]: plain(question.body.bins[key]) for thing, key in answer.items()}
        asked = [stem for stem in pairs if stem]
        assert set(asked) <= set(given)
        return sum(pairs[stem] == given[stem] for stem in asked) / len(asked), []

    def prompt(self, question):
        return self.questions[question.name][1]

    def general(self, question):
        return self.questions[question.name][3]

    notes = general


class Qti:
    """Obeys the rules (response processing) of each item of a package."""

    NS = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"

    def __init__(self, content: bytes):
        self.package = zipfile.ZipFile(io.BytesIO(content))
        self.items = {}
        for name in self.package.namelist():
            if name.startswith("items/") and name.endswith(".xml"):
                root = ElementTree.fromstring(self.package.read(name))
                for one in root.iter():
                    one.tag = one.tag.removeprefix(self.NS)
                self.items[name.removeprefix("items/Q-").removesuffix(".xml").replace(".", "/")] = root

    def mark(self, question, answer):
        root = self.items[question.name]
        self.declared = root.find("responseDeclaration")
        self.values = {"RESPONSE": self._response(question, root, answer), "SCORE": 0.0, "FEEDBACK": []}
        self._obey(root.find("responseProcessing"))
        shown = {one.get("identifier"): inner(one) for one in root.findall("modalFeedback")}
        assert set(self.values["FEEDBACK"]) <= set(shown)
        return self.values["SCORE"], [shown[name] for name in self.values["FEEDBACK"] if name != "GENERAL"]

    @staticmethod
    def _response(question, root, answer):
        """Return the answer as the identifiers that stand beside the texts in the item."""
        body = question.body
        if isinstance(body, Number):
            return answer
        known = {
            inner(one): one.get("identifier")
            for one in root.iter()
            if one.tag in ("simpleChoice", "simpleAssociableChoice")
        }

        def name(html):
            return known[normal(html)]

        if isinstance(body, Matching):
            return [f"{name(body.things[thing])} {name(body.bins[key])}" for thing, key in answer.items()]
        if isinstance(body, Sequence):
            return [name(body.things[key]) for key in answer]
        chosen = [name(option.html) for option in body.options if option.key in answer]
        return chosen if body.several else chosen[0]

    def _obey(self, rules):
        for rule in rules:
            if rule.tag == "setOutcomeValue":
                self.values[rule.get("identifier")] = self._value(rule[0])
                continue
            for branch in rule:
                if branch.tag == "responseElse" or self._value(branch[0]):
                    self._obey(branch if branch.tag == "responseElse" else branch[1:])
                    break

    def _value(self, node):
        correct = [one.text for one in self.declared.findall("correctResponse/value")]
        operators = {
            "variable": lambda: self.values[node.get("identifier")],
            "correct": lambda: correct if self.declared.get("cardinality") != "single" else correct[0],
            "baseValue": lambda: float(node.text) if node.get("baseType") == "float" else node.text,
            "not": lambda: not self._value(node[0]),
            "and": lambda: all(map(self._value, node)),
            "or": lambda: any(map(self._value, node)),
            "isNull": lambda: self._value(node[0]) in (None, [], ""),
            "match": lambda: self._value(node[0]) == self._value(node[1]),
            "member": lambda: self._value(node[0]) in self._value(node[1]),
            "index": lambda: self._value(node[0])[int(node.get("n")) - 1],
            "multiple": lambda: [value for part in node for value in listed(self._value(part))],
            "divide": lambda: self._value(node[0]) / self._value(node[1]),
            "equal": lambda: (
                abs(self._value(node[0]) - self._value(node[1])) <= float(node.get("tolerance").split()[0]) + 1e-7
            ),
            "mapResponse": lambda: self._mapped(listed(self.values["RESPONSE"])),
        }
        return operators[node.tag]()

    def _mapped(self, response):
        mapping = self.declared.find("mapping")
        worth = {one.get("mapKey"): float(one.get("mappedValue")) for one in mapping}
        total = sum(worth.get(one, float(mapping.get("defaultValue"))) for one in response)
        return min(max(total, float(mapping.get("lowerBound"))), float(mapping.get("upperBound")))

    def prompt(self, question):
        return inner(self.items[question.name].find("itemBody/div"))

    def general(self, question):
        return next(
            inner(one)
            for one in self.items[question.name].findall("modalFeedback")
            if one.get("identifier") == "GENERAL"
        )

    def notes(self, question):
        return inner(self.items[question.name].find("itemBody/rubricBlock"))


class Anki:
    """Reads the notes of a package."""

    def __init__(self, content: bytes, folder):
        package = zipfile.ZipFile(io.BytesIO(content))
        package.extract("collection.anki2", folder)
        base = sqlite3.connect(folder / "collection.anki2")
        self.rows = base.execute("select guid, flds, sfld, tags from notes").fetchall()
        self.cards = base.execute("select nid, did from cards").fetchall()
        [(decks, models)] = base.execute("select decks, models from col").fetchall()
        base.close()
        self.decks, [self.model] = json.loads(decks), json.loads(models).values()
        self.media = {name: package.read(number) for number, name in json.loads(package.read("media")).items()}
        names = [one["name"] for one in self.model["flds"]]
        notes = [
            dict(zip(names, fields.replace("&#91;", "[").split("\x1f"), strict=True)) for _, fields, *_ in self.rows
        ]
        self.notes_by_title = {unescape(note["Name"]): note for note in notes}

    def fields(self, question):
        return self.notes_by_title[question.title]


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def inner(node) -> str:
    """Return what stands in an element, as one line of text."""
    return " ".join("".join(node.itertext()).split())


def normal(html: str) -> str:
    return inner(ElementTree.fromstring(f"<div>{html}</div>"))
