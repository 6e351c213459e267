"""The look of a page (样式): what both packages share, with the page's own font in it."""

from __future__ import annotations

from tongban_spec.report import style

SCRIPT = style.SCRIPT


def style_sheet(font: str, media: str) -> str:
    """Return the style sheet with the page's font in it (样式表).

    Parameters
    ----------
    font : str
        Base64, of :func:`tongban.report.typeface.font_base64_for`.
    media : str
        Its media type.
    """
    face = f'@font-face{{font-family:"tongban";src:url(data:{media};base64,{font}) format("woff")}}'
    html = f'html{{font:16px/1.6 "tongban",{style.FONTS};\n{style.BODY}}}'
    return f"\n{face}\n{html}{style.SHEET}"


def content_policy() -> str:
    """Return the policy that forbids the page any network (内容安全策略).

    Only the one script, by its hash; styles inline, because matplotlib writes them into its
    pictures; the font from the page itself.
    """
    return style.content_policy(style="'unsafe-inline'", font="data:")
