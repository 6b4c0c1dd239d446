"""JUnit XML as CI servers read it: a test for each case, and one for the gates."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from qa.evaluation.reports.report import told, wanted
from qa.evaluation.results import Outcome
from qa.language.characters import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evaluation.reports.report import Report, Verdict
    from qa.evaluation.results import Result

# What could not be measured is an error, not a skip: CI servers let a skip pass.
_ELEMENTS = {Outcome.FAIL: "failure", Outcome.UNSCORED: "error"}


def junit(*reports: Report) -> str:
    """Return the reports as XML, a suite for each mode and eval set; the same for the same runs.

    It holds no character that XML 1.0 does not allow, whatever a model or an article says.
    """
    root = ET.Element("testsuites", name="qa eval")
    for report in reports:
        sets: dict[str, list[Result]] = {}
        for result in report.run.results:
            sets.setdefault(_file(result), []).append(result)
        for name, results in sets.items():
            _suite(root, name, results, report)
        if report.verdict:
            _gates(root, report.run.mode, report.verdict)
    seconds = sum(result.seconds for report in reports for result in report.run.results)
    _count(root, list(root.iter("testcase")), seconds)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str, results: Sequence[Result], report: Report) -> None:
    suite = ET.SubElement(root, "testsuite", name=printable(f"{report.run.mode}: {name}"))
    properties = ET.SubElement(suite, "properties")
    for key, value in {"mode": report.run.mode, **report.run.conditions}.items():
        ET.SubElement(properties, "property", name=printable(key), value=printable(value))
    for result in results:
        _case(suite, result, report)
    _count(suite, suite.findall("testcase"), sum(result.seconds for result in results))


def _case(suite: ET.Element, result: Result, report: Report) -> None:
    file, _, line = result.case.place.rpartition(":")
    attributes = {
        "classname": f"{report.run.mode}.{_file(result).removesuffix('.yaml')}",
        "name": result.case.id,
        "time": f"{result.seconds:.3f}",
        "file": file or result.case.place,
        **({"line": line} if line.isdecimal() else {}),
    }
    printed = {key: printable(value) for key, value in attributes.items()}
    case = ET.SubElement(suite, "testcase", printed)
    if result.outcome is Outcome.PASS:
        return
    kind = result.stage.value if result.stage else result.outcome.value
    problem = ET.SubElement(case, _ELEMENTS[result.outcome], type=kind)
    problem.set("message", printable(result.explanation))
    problem.text = printable("\n".join(_lines(result, report)))


def _lines(result: Result, report: Report) -> list[str]:
    """Return what a person needs to see of a case that does not pass."""
    before = (report.baseline or {}).get(result.case.id)
    return [
        f"{result.case.place}: {result.explanation}",
        f"question: {told(result)}",
        f"expected: {wanted(result)}",
        f"answered: {result.value or 'nothing'}",
        *([f"baseline: {before.outcome.value}, {before.value or 'nothing'}"] if before else []),
        *(f"read: {sentence['quote']} ({sentence['article']})" for sentence in result.evidence),
    ]


def _gates(root: ET.Element, mode: str, verdict: Verdict) -> None:
    suite = ET.SubElement(root, "testsuite", name=printable(f"{mode}: gates"))
    case = ET.SubElement(suite, "testcase", classname=printable(mode), name="gates", time="0.000")
    if not verdict.passed:
        problem = ET.SubElement(case, "failure", type="gates")
        problem.set("message", printable(next(iter(verdict.reasons), "the gates do not pass")))
        problem.text = printable("\n".join(verdict.reasons))
    _count(suite, [case], 0.0)


def _count(element: ET.Element, cases: Sequence[ET.Element], seconds: float) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", str(sum(case.find("error") is not None for case in cases)))
    element.set("skipped", "0")
    element.set("time", f"{seconds:.3f}")


def _file(result: Result) -> str:
    return result.case.place.rpartition(":")[0] or result.case.place
