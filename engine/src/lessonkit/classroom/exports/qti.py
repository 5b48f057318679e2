"""QTI 2.1: a content package with a test, a section for each lesson and a file for each question.

Every question decides with rules of its own (response processing) which feedback is shown, as far as the reader
of the package obeys them. `correctResponse` stands in every question for readers that do not.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from lessonkit import course
from lessonkit.classroom.exports.carried import OWN, TEACHER, Carried
from lessonkit.classroom.exports.package import zipped
from lessonkit.classroom.exports.xml import document, element
from lessonkit.kinds.question import Body, Choices, Essay, Matching, Number, Option, Question, Sequence
from lessonkit.kinds.text import number

SUFFIX = ".zip"
LOST = "Hints."
FORMS = {
    "one": Carried("`choiceInteraction`, one answer", OWN),
    "several": Carried("`choiceInteraction`, several answers", OWN),
    "number": Carried(
        "`textEntryInteraction`, a float", OWN, "The unit can be read, not typed. Remarks on other numbers."
    ),
    "sequence": Carried("`orderInteraction`, right as a whole or not", OWN, "Part of the mark for pairs in order."),
    "matching": Carried("`matchInteraction`", OWN),
    "essay": Carried("`extendedTextInteraction`", TEACHER),
}
QTI, PACKAGE = "http://www.imsglobal.org/xsd/imsqti_v2p1", "http://www.imsglobal.org/xsd/imscp_v1p1"
ATTRIBUTES = {"class", "href", "src", "alt"}
"""What QTI's own HTML may carry, of what the bank's HTML carries."""
RENAMED = {"del": "span"}
Written = tuple[Element, list[Element], list[Element], set[str]]
"""What is declared, what is shown, the rules, and the mistakes that they reach."""
Branch = tuple[Element, list[Element]]
"""A condition and the rules to obey if it holds."""


def write(questions: list[Question]) -> bytes:
    """Return the package."""
    names = {question.name: f"Q-{question.name.replace('/', '.')}" for question in questions}
    items = {
        f"items/{name}.xml": _item(question, name) for question, name in zip(questions, names.values(), strict=True)
    }
    pictures = {f"items/{question.picture.name}": question.picture.svg for question in questions if question.picture}
    return zipped(
        {
            "imsmanifest.xml": document(_manifest(questions, names)),
            "test.xml": document(_test(questions, names)),
            **{path: document(item) for path, item in items.items()},
            **pictures,
        }
    )


def _manifest(questions: list[Question], names: dict[str, str]) -> Element:
    resources = [
        element(
            "resource",
            {"identifier": "TEST", "type": "imsqti_test_xmlv2p1", "href": "test.xml"},
            element("file", {"href": "test.xml"}),
            *(element("dependency", {"identifierref": f"R-{name}"}) for name in names.values()),
        )
    ]
    for question, name in zip(questions, names.values(), strict=True):
        files = [f"items/{name}.xml", *([f"items/{question.picture.name}"] if question.picture else [])]
        head = {"identifier": f"R-{name}", "type": "imsqti_item_xmlv2p1", "href": files[0]}
        resources.append(element("resource", head, *(element("file", {"href": file}) for file in files)))
    about = element(
        "metadata", None, element("schema", None, "QTIv2.1 Package"), element("schemaversion", None, "1.0.0")
    )
    return element(
        "manifest",
        {"xmlns": PACKAGE, "identifier": course.current().name},
        about,
        element("organizations"),
        element("resources", None, *resources),
    )


def _test(questions: list[Question], names: dict[str, str]) -> Element:
    sections = [
        element(
            "assessmentSection",
            {"identifier": f"S{place}", "title": lesson, "visible": "true"},
            *(
                element("assessmentItemRef", {"identifier": names[one.name], "href": f"items/{names[one.name]}.xml"})
                for one in asked
            ),
        )
        for place, (lesson, asked) in enumerate(groupby(questions, key=lambda question: question.lesson), 1)
    ]
    part = element(
        "testPart", {"identifier": "P1", "navigationMode": "nonlinear", "submissionMode": "individual"}, *sections
    )
    here = course.current()
    return element("assessmentTest", {"xmlns": QTI, "identifier": f"{here.name}-test", "title": here.title}, part)


# -- a question -----------------------------------------------------------------------------------


def _item(question: Question, name: str) -> Element:
    declared, shown, rules, reached = _WRITERS[type(question.body)](question, question.body)
    marked = not isinstance(question.body, Essay)
    told = {mistake: question.told(mistake) for mistake in sorted(reached)}
    notes = [] if marked else [element("rubricBlock", {"view": "scorer"}, *_html(question.answer + question.general()))]
    return element(
        "assessmentItem",
        {"xmlns": QTI, "identifier": name, "title": question.title, "adaptive": "false", "timeDependent": "false"},
        declared,
        _outcome("SCORE", "single", "float", normalMaximum="1", normalMinimum="0"),
        element(
            "outcomeDeclaration",
            {"identifier": "MAXSCORE", "cardinality": "single", "baseType": "float"},
            element("defaultValue", None, element("value", None, "1")),
        ),
        _outcome("FEEDBACK", "multiple", "identifier"),
        element(
            "itemBody",
            None,
            element("div", None, *_html(question.prompt + (question.picture.html("") if question.picture else ""))),
            *shown,
            *notes,
        ),
        *([element("responseProcessing", None, *rules, _add("GENERAL"))] if marked else []),
        *(_modal(_mark(mistake), html) for mistake, html in told.items()),
        *([_modal("GENERAL", question.general(reached))] if marked else []),
    )


def _outcome(name: str, cardinality: str, base: str, **more: str) -> Element:
    return element("outcomeDeclaration", {"identifier": name, "cardinality": cardinality, "baseType": base, **more})


def _response(cardinality: str, base: str, right: Iterable[str], mapping: Element | None = None) -> Element:
    correct = element("correctResponse", None, *(element("value", None, one) for one in right))
    return element(
        "responseDeclaration",
        {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": base},
        correct,
        *([mapping] if mapping is not None else []),
    )


def _mapping(worth: dict[str, float], most: int) -> Element:
    entries = (element("mapEntry", {"mapKey": key, "mappedValue": number(value)}) for key, value in worth.items())
    return element("mapping", {"lowerBound": "0", "upperBound": most, "defaultValue": "0"}, *entries)


def _modal(identifier: str, html: str) -> Element:
    return element(
        "modalFeedback", {"outcomeIdentifier": "FEEDBACK", "showHide": "show", "identifier": identifier}, *_html(html)
    )


def _mark(mistake: str) -> str:
    """Return a mistake's name as an identifier; two names stay two."""
    return "M-" + "".join(
        one if one == "-" or (one.isascii() and one.isalnum()) else f"_{ord(one):x}_" for one in mistake
    )


def _choices(question: Question, body: Choices) -> Written:
    names = {option.key: f"A-{option.key}" for option in body.options}
    several, most = body.several, len(body.right)
    worth = {names[option.key]: option.worth or (-1.0 if several else 0.0) for option in body.options}
    declared = _response(
        "multiple" if several else "single",
        "identifier",
        (names[option.key] for option in body.right),
        _mapping({key: value for key, value in worth.items() if value}, most),
    )
    choices = (
        element("simpleChoice", {"identifier": names[option.key]}, *_html(option.html)) for option in body.options
    )
    shown = element(
        "choiceInteraction",
        {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": "0" if several else "1"},
        *choices,
    )
    rules = [_mapped(most)]

    def chosen(option: Option) -> Element:
        return _call("member" if several else "match", _base("identifier", names[option.key]), _variable())

    for option in body.options:
        if option.chosen:
            rules.append(_when(chosen(option), _add(_mark(option.chosen))))
        if option.missed:
            rules.append(_when(_call("not", chosen(option)), _add(_mark(option.missed))))
    reached = {name for option in body.options for name in (option.chosen, option.missed) if name}
    return declared, [shown], _unless_empty(rules), reached


def _number(question: Question, body: Number) -> Written:
    right = next(one for one in body.ranges if not one.mistake)
    shown = element(
        "p", None, element("textEntryInteraction", {"responseIdentifier": "RESPONSE", "expectedLength": "12"})
    )
    branches = []
    for one in body.ranges:
        near = element(
            "equal",
            {"toleranceMode": "absolute", "tolerance": f"{number(one.half)} {number(one.half)}"},
            _variable(),
            _base("float", number(one.middle)),
        )
        branches.append(
            (
                near,
                [
                    _set("SCORE", _base("float", number(one.worth))),
                    *([_add(_mark(one.mistake))] if one.mistake else []),
                ],
            )
        )
    return (
        _response("single", "float", [number(right.middle)]),
        [shown],
        [_chain(branches)],
        {one.mistake for one in body.ranges if one.mistake},
    )


def _sequence(question: Question, body: Sequence) -> Written:
    names = {key: f"A-{place}" for place, key in enumerate(body.shown, 1)}
    choices = (element("simpleChoice", {"identifier": names[key]}, *_html(body.things[key])) for key in body.shown)
    shown = element("orderInteraction", {"responseIdentifier": "RESPONSE", "shuffle": "false"}, *choices)
    right = [names[key] for key in body.things]
    branches = [
        (
            _call("match", _variable(), element("correct", {"identifier": "RESPONSE"})),
            [_set("SCORE", _base("float", "1"))],
        )
    ]
    branches += [
        (_before(names[early], names[late], len(right)), [_add(_mark(mistake))]) for early, late, mistake in body.before
    ]
    return (
        _response("ordered", "identifier", right),
        [shown],
        [_chain(branches)],
        {mistake for _, _, mistake in body.before},
    )


def _before(early: str, late: str, many: int) -> Element:
    """Return the condition that one thing stands before another in the answer."""

    def at(key: str, place: int) -> Element:
        return _call("match", element("index", {"n": place}, _variable()), _base("identifier", key))

    return _any(
        [
            _call("and", at(early, first), _any([at(late, then) for then in range(first + 1, many + 1)]))
            for first in range(1, many)
        ]
    )


def _matching(question: Question, body: Matching) -> Written:
    things = {key: f"T-{place}" for place, key in enumerate(body.things, 1)}
    bins = {key: f"B-{place}" for place, key in enumerate(body.bins, 1)}
    most = len(things)
    worth = {f"{things[thing]} {bins[key]}": 1.0 for thing, keys in body.right.items() for key in keys}
    declared = _response(
        "multiple",
        "directedPair",
        (f"{things[thing]} {bins[keys[0]]}" for thing, keys in body.right.items()),
        _mapping(worth, most),
    )
    rows = (
        element("simpleAssociableChoice", {"identifier": things[key], "matchMax": "1"}, *_html(html))
        for key, html in body.things.items()
    )
    columns = (
        element("simpleAssociableChoice", {"identifier": bins[key], "matchMax": most}, *_html(html))
        for key, html in body.bins.items()
    )
    head = {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxAssociations": most}
    shown = element(
        "matchInteraction", head, element("simpleMatchSet", None, *rows), element("simpleMatchSet", None, *columns)
    )

    def put(thing: str, key: str) -> Element:
        return _call("member", _base("directedPair", f"{things[thing]} {bins[key]}"), _variable())

    one_bin = [
        (_call("and", *(put(thing, key) for thing in body.things)), [_add(_mark(mistake))])
        for key, mistake in body.all_in.items()
    ]
    each = [_when(put(thing, key), _add(_mark(mistake))) for (thing, key), mistake in body.wrong.items()]
    return (
        declared,
        [shown],
        _unless_empty([_mapped(most), *([_chain(one_bin, each)] if one_bin else each)]),
        {*body.wrong.values(), *body.all_in.values()},
    )


def _essay(question: Question, body: Essay) -> Written:
    declared = element("responseDeclaration", {"identifier": "RESPONSE", "cardinality": "single", "baseType": "string"})
    box = {"responseIdentifier": "RESPONSE", "expectedLines": "15"} | (
        {"format": "preFormatted"} if body.starter else {}
    )
    starter = [element("pre", None, body.starter)] if body.starter else []
    return declared, [*starter, element("extendedTextInteraction", box)], [], set()


_WRITERS: dict[type[Body], Callable[[Question, Any], Written]] = {
    Choices: _choices,
    Number: _number,
    Sequence: _sequence,
    Matching: _matching,
    Essay: _essay,
}


# -- rules ----------------------------------------------------------------------------------------


def _call(operator: str, *parts: Element) -> Element:
    return element(operator, None, *parts)


def _any(conditions: list[Element]) -> Element:
    return conditions[0] if len(conditions) == 1 else _call("or", *conditions)


def _variable(name: str = "RESPONSE") -> Element:
    return element("variable", {"identifier": name})


def _base(kind: str, value: str) -> Element:
    return element("baseValue", {"baseType": kind}, value)


def _set(outcome: str, value: Element) -> Element:
    return element("setOutcomeValue", {"identifier": outcome}, value)


def _add(feedback: str) -> Element:
    """Show one more feedback."""
    return _set("FEEDBACK", _call("multiple", _variable("FEEDBACK"), _base("identifier", feedback)))


def _mapped(most: int) -> Element:
    """Score the share of `most` points that the mapping gives."""
    return _set("SCORE", _call("divide", element("mapResponse", {"identifier": "RESPONSE"}), _base("float", str(most))))


def _when(condition: Element, *rules: Element) -> Element:
    return _chain([(condition, [*rules])])


def _unless_empty(rules: list[Element]) -> list[Element]:
    """Leave rules out when nothing was answered."""
    return [_when(_call("not", _call("isNull", _variable())), *rules)]


def _chain(branches: list[Branch], otherwise: Iterable[Element] = ()) -> Element:
    """Obey the rules of the first branch whose condition holds, or else `otherwise`."""
    words = ["responseIf", *["responseElseIf"] * (len(branches) - 1)]
    last = [element("responseElse", None, *otherwise)] if otherwise else []
    return element(
        "responseCondition",
        None,
        *(element(word, None, condition, *rules) for word, (condition, rules) in zip(words, branches, strict=True)),
        *last,
    )


# -- HTML -----------------------------------------------------------------------------------------


def _html(html: str) -> list[Element]:
    """Return HTML as the elements that QTI has for it; what stands outside any becomes a paragraph."""
    root = ElementTree.fromstring(f"<div>{html}</div>")
    for one in root.iter():
        one.tag = RENAMED.get(one.tag, one.tag)
        one.attrib = {name: value for name, value in one.attrib.items() if name in ATTRIBUTES}
    return list(root)
