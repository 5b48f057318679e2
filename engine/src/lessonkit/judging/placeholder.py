"""The blank `____` as an object, so that an untouched notebook runs to its end.

A blank survives most uses: attribute, call, index, arithmetic and comparison all
give a blank again. pandas refuses one as an argument, which is why the starters of
`code` exercises keep their blank inside a function that only `check` calls.
"""

BLANK = "____"


class Placeholder:
    """Something still to be filled in. Its repr is the blank itself."""

    __slots__ = ()

    def __repr__(self):
        return BLANK

    def __getattr__(self, name):
        # Protocol names (__array__, _repr_html_, _ipython_display_ …) must stay absent.
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def _same(self, *_, **__):
        return self

    __call__ = __getitem__ = _same
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _same
    __hash__ = object.__hash__

    def __setitem__(self, key, value):
        """Accept and forget, so that `df[____] = …` on a blank runs."""

    def __bool__(self):
        return False

    def __iter__(self):
        return iter(())

    def __len__(self):
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
