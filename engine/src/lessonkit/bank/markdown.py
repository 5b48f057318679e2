"""The bank's markdown as HTML."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import mistune


@cache
def _markdown() -> "mistune.Markdown":
    import mistune

    return mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])


def html(text: str) -> str:
    """Return markdown as HTML; HTML inside it is shown as text, never obeyed."""
    return str(_markdown()(text)).strip()
