"""The learning contract: what one does for one customer in 30, 60 and 90 days, and what came."""
