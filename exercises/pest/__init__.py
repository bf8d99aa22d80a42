"""PEST: forces outside both companies, what they change for whom, and how much that weighs."""
