"""The running case: content/<language>/case as typed data, loaded and checked by `load_case`.

`book`, `people`, `talk` and `papers` hold the story, `strategy` and `work` the sheets that the
tools take as examples. Nothing here computes results: the tools do, and the tests recompute every
number.
"""

from course.content.case.loading import Case, load_case
from course.content.case.papers import Paper, Transaction

__all__ = ["Case", "Paper", "Transaction", "load_case"]
