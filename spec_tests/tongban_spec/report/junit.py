"""JUnit XML (JUnit 结果), which every build server reads: a suite a point, a case a requirement."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import groupby

from tongban_spec.language import Language, Text
from tongban_spec.report.again import command_again
from tongban_spec.report.contents import Contents
from tongban_spec.report.plain_words import plain_lines
from tongban_spec.verdicts import VERDICTS, Judgement
from tongban_spec.visible import visible

_SAYS_NOTHING = ("not_exercised", "inconclusive", "not_applicable", "waived")


def junit_of(contents: Contents, language: Language) -> bytes:
    """Return a check as JUnit XML (JUnit 结果).

    A breached MUST is a failure, a breached SHOULD a pass that says so on its output; what could
    not be judged, did not happen or was waived is skipped, with the reason.

    Parameters
    ----------
    contents : Contents
    language : {"zh", "en"}
        JUnit has room for one.
    """
    judgements = contents.result.judgements
    root = ET.Element("testsuites", {"name": "tongban-spec", **_counts(judgements)})
    for point, members in groupby(judgements, lambda j: j.requirement.point):
        own = tuple(members)
        suite = ET.SubElement(root, "testsuite", {"name": point.id, **_counts(own)})
        for judgement in own:
            _case(suite, contents, judgement, language)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _counts(judgements: tuple[Judgement, ...]) -> dict[str, str]:
    return {
        "tests": str(len(judgements)),
        "failures": str(sum(j.fails for j in judgements)),
        "errors": "0",  # an error of ours ends the check; there is no report then
        "skipped": str(sum(j.verdict in _SAYS_NOTHING for j in judgements)),
    }


def _case(suite: ET.Element, contents: Contents, judgement: Judgement, language: Language) -> None:
    requirement = judgement.requirement
    name = f"{requirement.id} {requirement.title.say(language)}"
    place = f"tongban_spec.{requirement.point.folder}.{requirement.id}"
    case = ET.SubElement(suite, "testcase", {"name": name, "classname": place})
    said = VERDICTS[judgement.verdict]
    if judgement.verdict in _SAYS_NOTHING:
        reason = visible((judgement.reason or said).say(language))
        ET.SubElement(case, "skipped", {"message": f"{said.say(language)}: {reason}"})
    elif judgement.fails:
        message = _MESSAGE.fill(b=judgement.breaches, o=judgement.opportunities).say(language)
        failure = ET.SubElement(case, "failure", {"type": "breached", "message": message})
        failure.text = _told(contents, judgement, language)
    elif judgement.warns:
        ET.SubElement(case, "system-out").text = _told(contents, judgement, language)


_MESSAGE = Text("{o} 次机会中违反 {b} 次", "{b} breaches in {o} opportunities")


def _told(contents: Contents, judgement: Judgement, language: Language) -> str:
    lines = [judgement.requirement.statement.say(language)]
    for breach in judgement.examples:
        lines += ["", *plain_lines(breach, language)]
        lines.append(command_again(contents.asked, judgement.requirement.id, breach.subject))
    return "\n".join(map(visible, lines))
