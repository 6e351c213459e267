"""What the report of a check looks like beyond our other pages (报告样式)."""

from __future__ import annotations

from tongban_spec.report.style import BODY, FONTS, SHEET

OWN_SHEET = (
    f"\nhtml{{font:16px/1.6 {FONTS};\n{BODY}}}"
    + SHEET
    + """
.holds{color:#0b4f8a}.breached{color:#b3261e;font-weight:600}.open,.not_exercised,.inconclusive,
.not_applicable,.waived{color:#5b6670}
tr.breached th{border-left:4px solid #b3261e}tr.warned th{border-left:4px solid #e69f00}
article{margin:1.2rem 0}article+article{border-top:1px solid #d5dade;padding-top:.2rem}
blockquote{margin:.4rem 0;padding:.3rem .9rem;border-left:5px solid #0b4f8a;background:#f4f6f8}
.breach{border:1px solid #d5dade;border-radius:4px;padding:.4rem .9rem;margin:.9rem 0}
.breach dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .9rem;margin:.3rem 0}
.breach dt{color:#5b6670}.breach dd{margin:0;overflow-wrap:anywhere}
ol.line{list-style:none;margin:.5rem 0;padding:0 0 0 .4rem}
ol.line li{border-left:2px solid #9aa3ab;padding:.1rem 0 .45rem 1.1rem;margin:0;position:relative;
font-size:.88rem;line-height:1.4;overflow-wrap:anywhere}
ol.line li::before{content:"";position:absolute;left:-6px;top:.45em;width:8px;height:8px;
border-radius:50%;background:#fff;border:2px solid #9aa3ab}
ol.line li.proves::before{background:#b3261e;border-color:#b3261e}
ol.line li.proves{background:#fdf3f2}
ol.line li.skipped{color:#5b6670;border-left-style:dotted}ol.line li.skipped::before{display:none}
ol.line .values{color:#5b6670}.gap{color:#5b6670;font-size:.85em}
.tag{border:1px solid #b3261e;color:#b3261e;border-radius:3px;font-size:.8em;padding:0 .3em}
a{color:#0b4f8a;white-space:nowrap}
@media print{ol.line li{break-inside:avoid}article h3,blockquote{break-after:avoid}
a{color:inherit;text-decoration:none}}
"""
)
