"""XML is built as a tree, so that every text is escaped by the library and no CDATA is needed."""

from typing import Any
from xml.etree import ElementTree


def element(
    tag: str, attributes: dict[str, Any] | None = None, *children: ElementTree.Element | str
) -> ElementTree.Element:
    """Return an element; a child is an element or a text."""
    made = ElementTree.Element(tag, {name: str(value) for name, value in (attributes or {}).items()})
    for child in children:
        if isinstance(child, str):
            if len(made):
                made[-1].tail = (made[-1].tail or "") + child
            else:
                made.text = (made.text or "") + child
        else:
            made.append(child)
    return made


def document(root: ElementTree.Element) -> bytes:
    """Return a whole file in UTF-8."""
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
