"""One page a week for one customer: information, coverage, opportunity, up to three lines each."""
