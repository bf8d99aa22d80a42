"""Sums that authors print: every `a×b=c` in the course is worked out again.

A printed result is right when it agrees to its last printed digit (after 约 or ≈: within 2 %).
Units between the numbers are passed over, 万 and 亿 are counted as ten thousand and a hundred
million where that makes the sum hold, and a percentage is a hundredth on either side.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"[−-]?\d[\d,]*(?:\.\d+)?"
_UNIT = (
    r"(?: ?[a-zA-Z/²³]{1,6}| ?[^\s\d×÷+−=≈（）()，。；：、！？“”「」|*%]{1,4}(?=[\s×÷+−=≈）)]|$))?"
)
_TERM = rf"[（(]*{_NUMBER} ?%?(?: ?[万亿])?{_UNIT}[）)]*"
_SIDE = rf"{_TERM}(?: ?[×÷+−/] ?{_TERM})*"
_SUM = re.compile(
    rf"(?<![×÷+−=\d.])(?P<left>{_TERM}(?: ?[×÷+−/] ?{_TERM})+)(?: ?(?:=|≈) ?约? ?{_SIDE})+"
)
_SIGNS = ("=", "＝", "≈")
_QUOTED = re.compile("“[^”]*”|「[^」]*」")
"""What somebody in the course says may be wrong on purpose."""
_EQUALS = re.compile(r" ?(=|≈) ?(约?) ?")
_PIECE = re.compile(
    rf"(?P<open>[（(])|(?P<close>[）)])|(?P<number>{_NUMBER}) ?(?P<percent>%)? ?(?P<big>[万亿])?"
    r"|(?P<op>[×÷+/−])"
)
_BIG = {"万": 1e4, "亿": 1e8}
_LOOSE = 0.02


@dataclass(frozen=True)
class WrongSum:
    """A printed sum that does not hold. `value` is what its left side comes to."""

    text: str
    value: float


def printed_sums(text: str) -> Iterator[str]:
    """Every sum in `text`, right or wrong, without its emphasis."""
    if not any(sign in text for sign in _SIGNS):
        return
    bare = _QUOTED.sub(" ", text).replace("**", "").replace("＝", "=").replace("＋", "+")
    for match in _SUM.finditer(bare):
        yield match.group()


def wrong_sums(text: str) -> Iterator[WrongSum]:
    """Every sum in `text` whose sides differ."""
    for sum_ in printed_sums(text):
        sides = _EQUALS.split(sum_)
        for index in range(0, len(sides) - 3, 3):
            left, sign, about, right = sides[index : index + 4]
            if not _agree(left, right, loose=bool(about) or sign == "≈"):
                yield WrongSum(sum_, _value(left, False))
                break


def _agree(left: str, right: str, loose: bool) -> bool:
    try:
        targets = [_value(right, scaled) for scaled in (True, False)]
        values = [_value(left, scaled) for scaled in (True, False)]
    except (SyntaxError, ZeroDivisionError, IndexError):
        return True  # Not a sum after all.
    margin = _last_digit(right)
    for scaled, target in zip((True, False), targets, strict=True):
        step = margin * (_scale(right) if scaled else 1.0)
        allowed = max(step / 2 * 1.001, abs(target) * _LOOSE if loose else 0.0)
        for value in values:
            # A share is printed as 14.3 % or as 0.143, points as 8 or as 8 %.
            if any(abs(value * by - target) <= allowed + 1e-9 for by in (1.0, 100.0, 0.01)):
                return True
    return False


def _last_digit(side: str) -> float:
    """One unit of the last printed digit of the last number of `side`."""
    number, percent = re.findall(rf"({_NUMBER}) ?(%?)", side)[-1]
    decimals = len(number.partition(".")[2])
    return float(10**-decimals) * (0.01 if percent else 1.0)


def _scale(side: str) -> float:
    big = re.findall(rf"{_NUMBER} ?%? ?([万亿])", side)
    return _BIG[big[-1]] if big else 1.0


def _value(side: str, scaled: bool) -> float:
    """Work a side out: × and ÷ before + and −, brackets first."""
    tokens: list[str | float] = []
    position = 0
    while position < len(side):
        piece = _PIECE.match(side, position)
        if piece is None:
            position += 1
            continue
        if piece["op"] == "−" or (
            piece["number"] and piece["number"][0] in "−-" and _ends_a_value(tokens)
        ):
            # A minus after a value subtracts; elsewhere it is the number's own sign.
            tokens.append("−")
            position += 1
            continue
        if piece["number"]:
            number = float(piece["number"].replace(",", "").replace("−", "-"))
            by = _BIG[piece["big"]] if scaled and piece["big"] else 1.0
            tokens.append(number * by * (0.01 if piece["percent"] else 1.0))
        else:
            tokens.append("(" if piece["open"] else ")" if piece["close"] else piece["op"])
        position = piece.end()
    value, rest = _sum(tokens, 0)
    if rest != len(tokens):
        raise SyntaxError(side)
    return value


def _ends_a_value(tokens: list[str | float]) -> bool:
    return bool(tokens) and (isinstance(tokens[-1], float) or tokens[-1] == ")")


def _sum(tokens: list[str | float], at: int) -> tuple[float, int]:
    value, at = _product(tokens, at)
    while at < len(tokens) and tokens[at] in ("+", "−"):
        other, after = _product(tokens, at + 1)
        value, at = (value + other if tokens[at] == "+" else value - other), after
    return value, at


def _product(tokens: list[str | float], at: int) -> tuple[float, int]:
    value, at = _factor(tokens, at)
    while at < len(tokens) and tokens[at] in ("×", "÷", "/"):
        other, after = _factor(tokens, at + 1)
        value, at = (value * other if tokens[at] == "×" else value / other), after
    return value, at


def _factor(tokens: list[str | float], at: int) -> tuple[float, int]:
    head = tokens[at]
    if head == "(":
        value, at = _sum(tokens, at + 1)
        if at >= len(tokens) or tokens[at] != ")":
            raise SyntaxError("bracket")
        return value, at + 1
    if not isinstance(head, float):
        raise SyntaxError(str(head))
    return head, at + 1
