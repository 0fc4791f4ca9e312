"""What can be wrong with a concept file, said so that the person who wrote it can mend it."""


class ConceptFileError(Exception):
    """Nothing was loaded; `problems` lists every reason found, each a full German sentence with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
