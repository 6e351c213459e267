"""Codes of applicants, items and licences (编码): checked and built, with their check digits.

A check returns a complaint for people, or None for a right code. The standards' arithmetic is
python-stdnum's; what is written here is their shape. Codes are compared as they stand: nothing is
trimmed, folded to capitals or repaired, because HAL-9 asks that one identifier be one string.

Items and licences are here; persons and organisations are in ``subject_codes`` and exported from
here too.
"""

from __future__ import annotations

import re

from stdnum.iso7064 import mod_37_36

from tongban_spec import code_complaints as complaints
from tongban_spec.language import Text
from tongban_spec.subject_codes import (
    build_citizen_id,
    build_social_credit_code,
    check_citizen_id,
    check_social_credit_code,
)

__all__ = [
    "LICENCE_ROOT",
    "build_base_code",
    "build_citizen_id",
    "build_implementation_code",
    "build_licence_identifier",
    "build_social_credit_code",
    "check_base_code",
    "check_citizen_id",
    "check_implementation_code",
    "check_licence_identifier",
    "check_social_credit_code",
]

LICENCE_ROOT = "1.2.156.3005.2"
_LICENCE = re.compile(
    re.escape(LICENCE_ROOT)
    + r"\.([0-9A-Z]{18}[0-9]{3})\.([0-9A-Z]{18}|[0-9]{6})\.([0-9A-Z]+)\.([0-9]{3})\.([0-9A-Z])"
)


def check_base_code(code: str) -> Text | None:
    """Check the base code of an item (基本编码): 12 digits, no check digit.

    Parameters
    ----------
    code : str
        Its inner division (region 2, type 2, main item 5, sub-item 3) is read off published
        examples and not from the standard's text; it is therefore not judged.

    Returns
    -------
    Text or None
        What is wrong with it; None if nothing.
    """
    return None if re.fullmatch(r"[0-9]{12}", code) else complaints.BASE_SHAPE.fill(seen=code)


def build_base_code(region: int, kind: int, main: int, sub: int = 0) -> str:
    """Build a base code from its parts (生成基本编码).

    Parameters
    ----------
    region : int
        0–99: 0 national, else the first two digits of the province's code.
    kind : int
        0–99: type of power or public service (1: administrative licence).
    main, sub : int
        0–99999 and 0–999: main item and sub-item.

    Raises
    ------
    ValueError
        If a part has too many digits or is negative.

    Examples
    --------
    >>> build_base_code(37, 1, 17002, 11)
    '370117002011'
    """
    parts = (region, kind, main, sub)
    code = f"{region:02d}{kind:02d}{main:05d}{sub:03d}"
    # Each part, not the sum of them: one digit too many here and one too few there also make 12.
    if any(not 0 <= n < limit for n, limit in zip(parts, (100, 100, 10**5, 1000), strict=True)):
        raise ValueError(complaints.BASE_SHAPE.fill(seen=code).en)
    return code


def check_implementation_code(code: str) -> Text | None:
    """Check the implementation code of an item (实施编码).

    Parameters
    ----------
    code : str
        31 characters: social credit code of the authority (18), level (1: 1 national … 6 village),
        base code (12).

    Returns
    -------
    Text or None
        What is wrong with it; None if nothing.

    Examples
    --------
    >>> check_implementation_code("11370800MB285591843370117002011") is None
    True
    """
    if len(code) != 31 or code[18] not in "123456" or check_base_code(code[19:]):
        return complaints.IMPLEMENTATION_SHAPE.fill(seen=code)
    inner = check_social_credit_code(code[:18])
    return inner and complaints.WITHIN.fill(seen=code, inner=inner)


def build_implementation_code(social_credit_code: str, level: int, base_code: str) -> str:
    """Build an implementation code (生成实施编码).

    Parameters
    ----------
    social_credit_code : str
        Of the authority, 18 characters with a right check character.
    level : int
        1 national, 2 province, 3 prefecture, 4 county, 5 township, 6 village.
    base_code : str
        12 digits.

    Raises
    ------
    ValueError
        If the result would not pass :func:`check_implementation_code`.
    """
    code = f"{social_credit_code}{level}{base_code}"
    if complaint := check_implementation_code(code):
        raise ValueError(complaint.en)
    return code


def check_licence_identifier(identifier: str) -> Text | None:
    """Check the identifier of an electronic licence (电子证照标识).

    Parameters
    ----------
    identifier : str
        ``1.2.156.3005.2.TYPE.ISSUER.SERIAL.VERSION.CHECK``: the type is the social credit code of
        the ministry and 3 digits; the issuer a social credit code, or a 6-digit area code.

    Returns
    -------
    Text or None
        What is wrong with it; None if nothing.

    References
    ----------
    GB/T 36904-2018; ISO 7064 MOD 37,36 over the four middle fields without dots.
    """
    shape = _LICENCE.fullmatch(identifier)
    if shape is None:
        return complaints.LICENCE_SHAPE.fill(seen=identifier)
    *fields, check = shape.groups()
    for part in (fields[0][:18], fields[1]):
        if len(part) == 18 and (inner := check_social_credit_code(part)):
            return complaints.WITHIN.fill(seen=identifier, inner=inner)
    right = mod_37_36.calc_check_digit("".join(fields))
    return None if check == right else complaints.LICENCE_CHECK.fill(seen=identifier, right=right)


def build_licence_identifier(kind: str, issuer: str, serial: str, version: int = 1) -> str:
    """Build the identifier of an electronic licence with its check character (生成电子证照标识).

    Parameters
    ----------
    kind : str
        21 characters: social credit code of the responsible ministry and 3 digits.
    issuer : str
        Social credit code, or 6-digit area code.
    serial : str
        Digits and capitals, at least one.
    version : int
        0–999.

    Raises
    ------
    ValueError
        If the result would not pass :func:`check_licence_identifier`.
    """
    fields = (kind, issuer, serial, f"{version:03d}")
    body = "".join(fields)
    # A sign that the alphabet lacks cannot be given a check; the shape check below names it.
    check = mod_37_36.calc_check_digit(body) if re.fullmatch(r"[0-9A-Z]+", body) else "0"
    identifier = ".".join((LICENCE_ROOT, *fields, check))
    if complaint := check_licence_identifier(identifier):
        raise ValueError(complaint.en)
    return identifier
