"""The self-assessment: eight competencies scored by what one has done, before and after."""
