"""The running case: content/<language>/case as typed data, loaded and checked by `load_case`.

`book`, `people` and `talk` hold the story, `strategy` and `work` the sheets that the tools take as
examples. Nothing here computes results: the tools do, and the tests recompute every number.
"""

from course.content.case.loading import Case, Paper, Transaction, load_case

__all__ = ["Case", "Paper", "Transaction", "load_case"]
