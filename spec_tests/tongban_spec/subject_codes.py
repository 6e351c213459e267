"""Codes of persons and organisations (主体编码), checked and built; see ``codes``."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import stdnum.cn.ric
import stdnum.cn.uscc
import stdnum.exceptions

from tongban_spec import code_complaints as complaints
from tongban_spec.language import Text

# The organisation code inside a social credit code has a check digit of its own, GB 11714.
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_CHECKS = "0123456789X"  # by -sum % 11


def check_citizen_id(number: str) -> Text | None:
    """Check a citizen id (公民身份号码).

    The area code is not looked up: whether it is assigned says nothing about the check digit, and
    the ids of synthetic persons have none that is assigned.

    Parameters
    ----------
    number : str
        18 characters.

    Returns
    -------
    Text or None
        What is wrong with it; None if nothing.

    References
    ----------
    GB 11643; ISO 7064 MOD 11-2.

    Examples
    --------
    >>> check_citizen_id("360426199101010071") is None
    True
    >>> check_citizen_id("360426199101010072").say("en")
    "citizen id '360426199101010072': the check digit should be '1'; compare it with the document"
    """
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return complaints.CITIZEN_SHAPE.fill(seen=number)
    try:
        stdnum.cn.ric.get_birth_date(number)
    except stdnum.exceptions.InvalidComponent:
        return complaints.CITIZEN_DATE.fill(seen=number, part=number[6:14])
    right = stdnum.cn.ric.calc_check_digit(number)
    return None if number[-1] == right else complaints.CITIZEN_CHECK.fill(seen=number, right=right)


def build_citizen_id(area: str, birth: date, sequence: int) -> str:
    """Build a citizen id with its check digit (生成公民身份号码).

    Parameters
    ----------
    area : str
        6 digits, GB/T 2260.
    birth : datetime.date
        Not before year 1000, which four digits cannot tell from a slip.
    sequence : int
        0–999; odd for men.

    Raises
    ------
    ValueError
        If a part does not have that shape.
    """
    body = f"{area}{birth:%Y%m%d}{sequence:03d}"
    if not re.fullmatch(r"[0-9]{6}", area) or not 0 <= sequence <= 999 or birth.year < 1000:
        raise ValueError(complaints.CITIZEN_SHAPE.fill(seen=body).en)
    return body + stdnum.cn.ric.calc_check_digit(body + "0")


def check_social_credit_code(code: str) -> Text | None:
    """Check a unified social credit code (统一社会信用代码).

    Parameters
    ----------
    code : str
        18 characters.

    Returns
    -------
    Text or None
        What is wrong with it; None if nothing. The check digit of the organisation code inside is
        not judged: GB 32100 has its own over the whole.

    References
    ----------
    GB 32100-2015.

    Examples
    --------
    >>> check_social_credit_code("91110000600037341L") is None
    True
    """
    if not re.fullmatch(r"[0-9]{8}[0-9A-HJ-NP-RTUWXY]{10}", code):
        return complaints.CREDIT_SHAPE.fill(seen=code)
    right = _credit_check_character(code)
    return None if code[-1] == right else complaints.CREDIT_CHECK.fill(seen=code, right=right)


@lru_cache(maxsize=1 << 14)
def _credit_check_character(code: str) -> str:
    """Return the check character; few issuers and holders stand in very many licences."""
    return stdnum.cn.uscc.calc_check_digit(code)


def build_social_credit_code(authority: str, entity: str, area: str, organisation: str) -> str:
    """Build a unified social credit code with its two check digits (生成统一社会信用代码).

    Parameters
    ----------
    authority, entity : str
        One digit each: who registered it (9: market regulation), and as what (1: enterprise).
    area : str
        6 digits, GB/T 2260.
    organisation : str
        8 characters of the organisation code; its own check digit is added.

    Raises
    ------
    ValueError
        If a part does not have that shape.

    References
    ----------
    GB 32100-2015; GB 11714 for the organisation code.

    Examples
    --------
    >>> build_social_credit_code("9", "1", "110000", "60003734")
    '91110000600037341L'
    """
    parts = authority, entity, area, organisation
    shape = r"[0-9]{1}", r"[0-9]{1}", r"[0-9]{6}", r"[0-9A-HJ-NP-RTUWXY]{8}"
    if not all(map(re.fullmatch, shape, parts)):
        raise ValueError(complaints.CREDIT_SHAPE.fill(seen="".join(parts)).en)
    total = sum(w * int(c, 36) for w, c in zip(ORGANISATION_WEIGHTS, organisation, strict=True))
    body = "".join(parts) + ORGANISATION_CHECKS[-total % 11]
    return body + stdnum.cn.uscc.calc_check_digit(body)
