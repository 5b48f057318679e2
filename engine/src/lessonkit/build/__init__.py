"""From content/ to notebooks: ``course build``."""


class BuildError(Exception):
    """Something in the course's content stops the build; the text says what and where."""
