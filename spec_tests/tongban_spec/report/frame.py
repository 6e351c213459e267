"""The frame of a page (页面框架): head with its policy, language switch, body, script."""

from __future__ import annotations

from tongban_spec.language import LANGUAGES, Language, Text
from tongban_spec.report.markup import MARKUP_LANGUAGE, Html, element, join
from tongban_spec.report.style import SCRIPT

_BUTTONS = {"zh": "中文", "en": "English"}


def whole_page(titles: Text, language: Language, body: Html, sheet: str, policy: str) -> str:
    """Return a page of both languages that loads nothing (整页).

    Parameters
    ----------
    titles : Text
        Title of the window.
    language : {"zh", "en"}
        Shown first, and where scripts do not run.
    body : Html
    sheet : str
        The one style sheet.
    policy : str
        Content security policy.
    """
    root = {
        "lang": MARKUP_LANGUAGE[language],
        "data_language": language,
        **{f"data_title_{x}": titles.say(x) for x in LANGUAGES},
    }
    head = join(
        [
            Html('<meta charset="utf-8">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            element("title", titles.say(language)),
            Html(f"<style>{sheet}</style>"),
        ]
    )
    inside = join(
        [element("head", head), element("body", body + Html(f"<script>{SCRIPT}</script>"))]
    )
    return "<!DOCTYPE html>\n" + element("html", inside, **root).source + "\n"


def language_switch(language: Language) -> Html:
    """Return the buttons for the language (语言切换), hidden until the script runs.

    A button that does nothing would be worse than none.
    """
    buttons = [
        Html(
            f'<button type="button" value="{x}" lang="{x}" hidden '
            f'aria-pressed="{str(x == language).lower()}">{_BUTTONS[x]}</button>'
        )
        for x in LANGUAGES
    ]
    return element("nav", join(buttons), class_="language", aria_label="语言 / language")
