"""Passwords: hashing with argon2id, and which may be chosen. docs/decisions/password-rules.md."""

import secrets
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from course.language import _

SHORTEST = 8
LONGEST = 128

_hasher = PasswordHasher()
_turn = BoundedSemaphore(4)
"""One hash takes 64 MiB; a class that signs in at once must not take the server's memory."""

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mistakes for one another when reading them out."""


def hash_password(password: str) -> str:
    """The argon2id hash of a password, salted, with its parameters."""
    with _turn:
        return _hasher.hash(_plain(password))


def verify_password(password: str, password_hash: str | None) -> bool:
    """Whether `password` is right. With no hash it takes as long as with one, and is False."""
    with _turn:
        # Made before it is needed, or the first unknown login would take visibly longer.
        dummy = _dummy()
        try:
            right = _hasher.verify(password_hash or dummy, _plain(password))
        except (VerificationError, InvalidHashError):
            return False
    return right and password_hash is not None


def outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def random_password() -> str:
    """A one-time password to be read out: 15 characters, 74 bits."""
    groups = ("".join(secrets.choice(_ALPHABET) for _each in range(5)) for _group in range(3))
    return "-".join(groups)


def check_new_password(password: str, login: str, name: str) -> str | None:
    """Why `password` may not be chosen by this person, in Chinese; None if it may.

    Length counts characters after NFKC. There is no rule about kinds of characters.
    """
    text = unicodedata.normalize("NFKC", password)
    if len(text) < SHORTEST:
        return _("密码至少要 {n} 个字符，现在是 {length} 个。").format(n=SHORTEST, length=len(text))
    if len(text) > LONGEST:
        return _("密码最多 {n} 个字符，现在是 {length} 个。").format(n=LONGEST, length=len(text))
    folded = text.casefold()
    if folded in _common() or _is_a_run(folded):
        return _("这个密码太常见，别人很快就能猜到。换一个，例如几个互不相干的词。")
    if _core(folded) in _own_words() | {_core(_fold(login)), _core(_fold(name))}:
        return _("密码不能只是登录名、姓名、公司或课程的名字加几个数字。")
    return None


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _plain(password: str) -> bytes:
    """NFKC, so that the same characters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _core(folded: str) -> str:
    """Only the letters: what is left of 「课程2026！」 is 「课程」."""
    return "".join(character for character in folded if character.isalpha())


def _is_a_run(folded: str) -> bool:
    """Whether it is one character repeated, or a run such as 12345678 or hgfedcba."""
    steps = {ord(b) - ord(a) for a, b in pairwise(folded)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


@cache
def _common() -> frozenset[str]:
    """zxcvbn's lists: leaked passwords, frequent words, names."""
    # Long lists, and only choosing a password needs them.
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415

    return frozenset(word.casefold() for words in FREQUENCY_LISTS.values() for word in words)


@cache
def _own_words() -> frozenset[str]:
    """Words of the course and the company, from blocked.txt; a company adds its own there."""
    lines = (Path(__file__).parent / "blocked.txt").read_text("utf-8").splitlines()
    words = (line.strip() for line in lines)
    return frozenset(_core(_fold(word)) for word in words if word and not word.startswith("#"))


@cache
def _dummy() -> str:
    """A hash that no password has, to spend the same time on accounts that do not exist."""
    return _hasher.hash(secrets.token_bytes(32))
