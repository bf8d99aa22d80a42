"""The five forces: who takes part of an industry's profit, how hard each presses, and why."""
