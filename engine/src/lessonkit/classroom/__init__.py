"""The class: a learner's work in one file, and a teacher's picture of thirty such files.

``submission`` writes the file, ``reading`` opens files that nobody has vouched for, ``marking``
judges their answers anew, ``summary`` adds the class up, ``marks`` and ``report`` write the results.
"""
