"""A badge (徽章): the verdict of the profile that was asked for, as a small picture."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tongban_spec.language import Language, Text
from tongban_spec.registry import SPECIFICATION
from tongban_spec.report.contents import Contents
from tongban_spec.report.markup import escaped
from tongban_spec.report.profiles import PROFILE_VERDICTS, ProfileVerdict

_COLOURS: Mapping[ProfileVerdict, str] = MappingProxyType(
    {"holds": "#0b4f8a", "breached": "#b3261e", "open": "#5b6670"}
)
_SIGNS: Mapping[ProfileVerdict, str] = MappingProxyType(
    {"holds": "✓", "breached": "✗", "open": "?"}
)
_NAME = Text("通办规范 {v} {p}", "tongban-spec {v} {p}")
_HEIGHT, _PAD, _WIDE, _NARROW = 20, 8, 12, 7


def badge_of(contents: Contents, language: Language) -> str:
    """Return the badge as SVG (徽章), with words of our own only.

    Parameters
    ----------
    contents : Contents
    language : {"zh", "en"}
    """
    profile = next(p for p in contents.profiles if p.profile.word == contents.result.profile)
    left = _NAME.fill(v=SPECIFICATION, p=profile.profile.word).say(language)
    right = f"{_SIGNS[profile.verdict]} {PROFILE_VERDICTS[profile.verdict].say(language)}"
    a, b = _width(left), _width(right)
    text = 'fill="#fff" font-family="sans-serif" font-size="12"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{a + b}" height="{_HEIGHT}" role="img"'
        f' aria-label="{escaped(f"{left}: {right}")}">\n'
        f"<title>{escaped(f'{left}: {right}')}</title>\n"
        f'<rect width="{a}" height="{_HEIGHT}" fill="#3d464d"/>\n'
        f'<rect x="{a}" width="{b}" height="{_HEIGHT}" fill="{_COLOURS[profile.verdict]}"/>\n'
        f'<text x="{_PAD}" y="14" {text} textLength="{a - 2 * _PAD}">{escaped(left)}</text>\n'
        f'<text x="{a + _PAD}" y="14" {text} textLength="{b - 2 * _PAD}">{escaped(right)}</text>\n'
        "</svg>\n"
    )


def _width(text: str) -> int:
    return 2 * _PAD + sum(_WIDE if ord(c) >= 0x2E80 else _NARROW for c in text)
