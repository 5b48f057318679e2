"""An exercise of a class release whose key stays with the teacher: answers are received, not judged."""

from lessonkit.judging import plain
from lessonkit.judging.verdict import received, unanswered
from lessonkit.kinds.base import Kind

TEXT = "Your answer is kept. You can change it until you hand your work in. Your teacher has the key and says more."


class Withheld(Kind):
    """Shows what the release kept of the exercise, which holds no key."""

    name = "withheld"

    def view(self, item):
        return item.view

    def read(self, answer):
        return answer

    def judge(self, item, answer, source=None, **context):
        if plain.is_blank(plain.plain(answer)) and not source:
            return unanswered("Answer first; then it can be kept.")
        return received(TEXT)

    def wanted(self, item):
        return "Any answer is kept as it is."

    def key_text(self, item):
        return "Your teacher has the answer."

    def text(self, item):
        return item.title

    def solution(self, item):
        return None
