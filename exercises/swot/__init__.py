"""The SWOT grid: at most five facts a quadrant, inside and outside, ranked and traced."""
