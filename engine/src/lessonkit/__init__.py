"""An engine for courses in Jupyter notebooks: questions, explorers, progress, classes and the build.

It knows nothing of any one course. A course is a folder with a ``course.toml`` (see `lessonkit.course`) and a package
that hands on the verbs of `lessonkit.verbs`.
"""

__version__ = "0.1.0"
