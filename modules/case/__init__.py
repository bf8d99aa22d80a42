"""The page 案例: one file per chapter, each a function from the case to HTML.

Nothing a learner typed is shown here; words of the case are escaped all the same. What the tools
compute is not shown: a learner is to work it out.
"""
