"""Pages for a teacher: slides, worksheets, large print and answer keys, made by ``course build teaching``."""
