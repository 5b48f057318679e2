"""The verb `my_country`: a list to choose one's country from."""

from typing import Any

import anywidget
import traitlets

from lessonkit.explorer.inputs import listed_options
from lessonkit.frontend import css, esm
from lessonkit.progress.country import choose_country, chosen_country, countries


class MyCountry(anywidget.AnyWidget):
    """A list of countries. ``value`` is a code, or empty for none; what is chosen is kept."""

    _esm = esm("guard.js", "frame.js", "country.js")
    _css = css("base.css", "explorer.css")
    options: traitlets.List[Any] = traitlets.List().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(options=listed_options({"": "None", **countries()}), value=chosen_country())
        self.observe(lambda change: self._chosen(str(change["new"])), "value")

    def __repr__(self) -> str:
        return f"My country: {countries().get(self.value, 'none chosen')}"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        bundle = data[0] if isinstance(data, tuple) else data
        return bundle and {**bundle, "text/plain": repr(self)}

    def _chosen(self, code: str) -> None:
        try:
            choose_country(code)
        except ValueError:
            self.value = chosen_country()


def my_country() -> MyCountry:
    """Let the learner choose a country, which the charts of the course then mark."""
    return MyCountry()
