"""BibTeX's way of writing letters, turned into the letters: ``Gonz{\\'a}lez`` is González."""

import re
import unicodedata

ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
}
LETTERS = {"aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł"}
LETTERS |= {"ss": "ß", "i": "i", "j": "j"}  # the dotless i and j of TeX carry an accent
SIGNS = {"``": "“", "''": "”", "---": "—", "--": "–", "~": "\u00a0"}

_ESCAPED = re.compile(r"\\([&%$#_{}])")
_LETTER = re.compile(r"\\(aa|AA|ae|AE|oe|OE|ss|[oOlLij])(?![A-Za-z])\s*(?:\{\})?")
_ACCENT = re.compile(r"\\(?:(['`^\"~=.])|([ckruvH])(?=[\s{]))\s*\{?\s*([A-Za-z])\s*\}?")
_SIGN = re.compile("|".join(map(re.escape, SIGNS)))
# Escaped braces and signs wait here, so that what takes braces and commands out leaves them alone.
_ASIDE = 0xE000


def plain(value: str) -> str:
    """Return a field of a BibTeX entry as a reader sees it: letters, quotation marks and dashes, and no braces."""
    text = _ESCAPED.sub(lambda found: chr(_ASIDE + ord(found[1])), value)
    text = _LETTER.sub(lambda found: LETTERS[found[1]], text)
    text = _ACCENT.sub(lambda found: found[3] + ACCENTS[found[1] or found[2]], text)
    text = _SIGN.sub(lambda found: SIGNS[found[0]], text.replace("{", "").replace("}", ""))
    text = "".join(chr(ord(sign) - _ASIDE) if _ASIDE <= ord(sign) < _ASIDE + 128 else sign for sign in text)
    # Only plain white space is drawn together: a space that does not break stays.
    return re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")
