"""The look and the one script of our pages (样式与脚本): inline, nothing is loaded."""

from __future__ import annotations

import base64
import hashlib

FONTS = '"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif'
BODY = "color:#1f2429;background:#fff"
SHEET = """
html[data-language="zh"] .en,html[data-language="en"] .zh{display:none!important}
body{max-width:60rem;margin:0 auto;padding:1rem 1.25rem 4rem}
header{border-bottom:3px solid #0b4f8a;padding-bottom:.75rem;margin-bottom:1.5rem}
h1{font-size:1.9rem;line-height:1.25;margin:.5rem 0;font-weight:400}
h2{font-size:1.4rem;line-height:1.3;margin:2.5rem 0 .75rem;font-weight:400;color:#0b4f8a;
border-bottom:1px solid #d5dade;padding-bottom:.2rem}
h3{font-size:1.1rem;margin:1.5rem 0 .5rem;font-weight:400;color:#3d464d}
p,ul{margin:.5rem 0}li{margin:.25rem 0}
ul.findings{list-style:none;padding:0}
ul.findings li{border-left:5px solid #9aa3ab;padding:.3rem .8rem;margin:.45rem 0}
ul.findings li.better{border-left-color:#0b4f8a}ul.findings li.worse{border-left-color:#b3261e}
p.warning,ul.warning li{background:#fdf3f2;border-left:5px solid #b3261e;padding:.4rem .8rem;
list-style:none;margin:.4rem 0}
ul.warning{padding:0}p.quiet{color:#5b6670}p.verdict{font-size:1.12rem;font-weight:600}
figure{margin:1.25rem 0 2rem}svg{display:block;width:100%;height:auto}
figcaption{font-size:.85rem;color:#5b6670;margin-top:.4rem}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.88rem;line-height:1.4;min-width:60%}
caption{text-align:left;color:#3d464d;padding:.3rem 0;font-size:.95rem}
th,td{border-bottom:1px solid #e3e7ea;padding:.3rem .6rem;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #5b6670;color:#3d464d;vertical-align:bottom}
th,td{min-width:2.7em}th{font-weight:400}th[scope="row"]{min-width:7rem}
details caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.number{text-align:right;white-space:nowrap}
thead .number{white-space:normal;
min-width:3.6em}
code{font:.86em/1.4 ui-monospace,Menlo,Consolas,"tongban",monospace;overflow-wrap:anywhere}
pre{background:#f4f6f8;padding:.75rem;white-space:pre-wrap;overflow-wrap:anywhere}
summary{cursor:pointer;padding:.4rem 0;color:#0b4f8a}
nav.language{text-align:right}
nav.language button{font:inherit;padding:.25rem .9rem;border:1px solid #0b4f8a;background:#fff;
color:#0b4f8a;cursor:pointer;border-radius:3px}
nav.language button[aria-pressed="true"]{background:#0b4f8a;color:#fff}
button:focus-visible,summary:focus-visible{outline:3px solid #e69f00;outline-offset:2px}
@page{size:A4;margin:16mm 15mm}
@media print{
html{font-size:10.5pt}body{max-width:none;padding:0}
nav.language{display:none}
h2,h3,caption,summary{break-after:avoid}
figure,tr,li,p{break-inside:avoid}
svg{max-height:225mm}
.wide{overflow:visible}table{font-size:8.5pt;width:100%}thead{display:table-header-group}
th,td{padding:.15rem .35rem;overflow-wrap:break-word}.number{white-space:normal}
details.on-paper::details-content{content-visibility:visible;display:block;block-size:auto}
}
"""

SCRIPT = """
(function () {
  "use strict";
  var root = document.documentElement;
  var buttons = document.querySelectorAll("nav.language button");
  function show(language) {
    root.setAttribute("data-language", language);
    root.lang = language === "zh" ? "zh-CN" : "en";
    document.title = root.getAttribute("data-title-" + language);
    buttons.forEach(function (b) {
      b.setAttribute("aria-pressed", String(b.value === language));
    });
  }
  buttons.forEach(function (b) {
    b.hidden = false;
    b.addEventListener("click", function () { show(b.value); });
  });
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details.on-paper:not([open])"));
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (d) { d.open = false; });
  });
})();
"""


def content_policy(style: str, font: str = "'none'") -> str:
    """Return the policy that forbids a page any network, and any script but ours (内容安全策略).

    Parameters
    ----------
    style : str
        Sources of styles, as in the header: :func:`digest` of the one sheet, or
        ``'unsafe-inline'``.
    font : str
        Sources of fonts.
    """
    return (
        f"default-src 'none'; script-src {digest(SCRIPT)}; style-src {style}; font-src {font}; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(source: str) -> str:
    """Return how a policy names one inline script or style sheet (内容摘要)."""
    made = base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{made}'"
