"""A database of sample data to try the course with: made-up people, six weeks of made-up history.

`python -m modules.demo` makes it and serves it. `people` says who there is, `history` what they
did, `answering` how somebody of a given skill answers a question.
"""
