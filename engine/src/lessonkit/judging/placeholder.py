"""The blank `____` as an object, so that an untouched notebook runs to its end.

A blank survives most uses: attribute, call, index, arithmetic and comparison all
give a blank again. pandas refuses one as an argument, which is why the starters of
`code` exercises keep their blank inside a function that only `check` calls.
"""

from collections.abc import Iterator
from typing import Any

BLANK = "____"


class Placeholder:
    """Something still to be filled in. Its repr is the blank itself."""

    __slots__ = ()

    def __repr__(self) -> str:
        return BLANK

    def __getattr__(self, name: str) -> "Placeholder":
        # Protocol names (__array__, _repr_html_, _ipython_display_ …) must stay absent.
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def _same(self, *_: object, **__: object) -> "Placeholder":
        return self

    __call__ = __getitem__ = _same
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _same  # type: ignore[assignment]  # no truth value, as pandas
    __hash__ = object.__hash__

    def __setitem__(self, key: object, value: object) -> None:
        """Accept and forget, so that `df[____] = …` on a blank runs."""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0


for _name in [
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "matmul",
    "and",
    "or",
    "xor",
    "lshift",
    "rshift",
]:
    setattr(Placeholder, f"__{_name}__", Placeholder._same)
    setattr(Placeholder, f"__r{_name}__", Placeholder._same)
for _name in ("neg", "pos", "invert", "abs", "round"):
    setattr(Placeholder, f"__{_name}__", Placeholder._same)

____ = Placeholder()
