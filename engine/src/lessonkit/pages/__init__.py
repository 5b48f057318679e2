"""Built pages in the learner's hands: what each was as built, and how it stays so or becomes so again."""
