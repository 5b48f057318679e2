"""The one error of the makers."""


class MakerError(ValueError):
    """A source file is not as its maker expects. The text names the file, sheet or cell."""
