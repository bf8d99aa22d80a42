"""Which lessons print which figures, and the numbers that no rule accounts for, with the reason."""

from dataclasses import dataclass

USES: dict[str, tuple[str, ...]] = {
    "course-value": ("concentration", "loss", "efforts"),
    "key-account": ("customers", "singles"),
    "account-work": ("concentration", "loss"),
    "three-effects": ("half_years", "development", "service_hours", "team", "customers"),
    "three-features": ("concessions",),
    "three-tasks": ("efforts", "half_years"),
    "crm-analyses": (
        "customers",
        "development",
        "half_years",
        "behaviour",
        "agents",
        "satisfaction",
        "white_spaces",
        "lifetime",
    ),
    "overall-thinking": ("customers", "service_hours"),
    "pest": ("pest", "concentration"),
    "five-forces": ("five_forces", "concessions", "concentration"),
    "ge-matrix": ("nine_boxes", "five_forces"),
    "swot": ("satisfaction", "pest"),
    "confrontation": ("opposing_matrix",),
    "strategy": ("candidates",),
    "dimensions": ("customers", "singles", "wallets", "places", "three_largest"),
    "scorecard": ("places", "steps", "folded", "customers"),
    "measurable": ("steps", "moves", "white_spaces"),
    "target-matrix": ("places", "steps", "moves", "lowered", "customers"),
    "spises": ("matches",),
    "need-levels": ("maturity", "energy", "concessions"),
    "guide": ("energy", "stop"),
    "arouse": ("energy",),
    "role-needs": ("payback",),
    "sda": ("snapshots", "ways"),
    "objection-value": ("payback",),
    "objection-principles": ("payback", "concessions", "loss"),
    "evaluation": ("places", "moves", "energy", "snapshots"),
    "effective-team": ("team", "snapshots", "carried"),
    "churn": ("churn", "half_years", "development"),
    "four-pillars": ("bases", "half_years", "concessions"),
}
"""By lesson, the groups of figures that it prints."""


ANSWERS = ["0.90", "0.71", "0.90", "−0.11"]
"""What the trainer's answers print besides: the margin after a cut, whose result stands in another
cell, and the support index of all eleven people. The case's own tests work both out."""


@dataclass(frozen=True)
class Accepted:
    """A number as printed, and why it may stand."""

    text: str
    why: str


ACCEPTED: dict[str, tuple[Accepted, ...]] = {
    "course-value": (
        Accepted("20%", "a promise that the lesson shows to be empty"),
        Accepted("25%", "a share that nobody promises"),
    ),
    "account-work": (
        Accepted("20%", "a common saying, shown to be unfounded here"),
        Accepted("80%", "a common saying, shown to be unfounded here"),
    ),
    "key-account": (Accepted("5%", "a line that the lesson draws, footnote 1"),),
    "strategy": (Accepted("5%", "the line below which two strategies count as even, footnote 1"),),
    "measurable": (Accepted("10%", "a level drawn badly, to be mended"),),
    "arouse": (Accepted("5%", "made up by the one who is quoted, and said to be"),),
    "five-forces": (Accepted("8%", "the rival's cut, spoken of in the paragraph above"),),
    "scorecard": (Accepted("0.65", "0.30 + 0.20 + 0.15 of the predecessor's sheet, line above"),),
    "evaluation": (Accepted("60%", "our own funnel, quoted to show that it says nothing"),),
}
