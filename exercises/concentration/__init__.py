"""How far a company leans on its largest customers, and what it loses when one of them goes."""
