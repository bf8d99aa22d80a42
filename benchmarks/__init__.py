"""Measures what design budgets promise, on this machine, as ratios within one run.

`make bench` prints the table; `make bench WRITE=1` also writes docs/benchmarks.md. Nothing here is
a test: machines differ and are noisy, so only ratios, medians and counts are reported.
"""
