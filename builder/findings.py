"""What `builder check` found, in the forms that people, editors and CI systems read."""

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from builder import __version__
from builder.records import Finding

Form = Callable[[Sequence[Finding]], str]

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
"""Names the form to its readers; nothing is fetched from there."""

_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
"""What GitHub's workflow commands want escaped, and how."""


def as_text(findings: Sequence[Finding]) -> str:
    """`path:line:column: what (fix)`, one a line: editors and terminals make links of it."""
    return "\n".join(map(str, findings))


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects with the fields of `Finding`."""
    return json.dumps([one._asdict() for one in findings], ensure_ascii=False, indent=1)


def as_github(findings: Sequence[Finding]) -> str:
    """Annotations: GitHub Actions shows them in the changed files of a pull request."""
    return "\n".join(map(_annotation, findings))


def as_sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0, which code hosts and editors show beside the lines."""
    rules = sorted({one.rule for one in findings})
    driver = {
        "name": "builder check",
        "version": __version__,
        "rules": [{"id": _id(rule), "shortDescription": {"text": rule}} for rule in rules],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [*map(_result, findings)]}
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def as_gitlab(findings: Sequence[Finding]) -> str:
    """A code quality report, which GitLab shows in a merge request."""
    return json.dumps([*map(_issue, findings)], ensure_ascii=False, indent=1)


FORMS: Mapping[str, Form] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "gitlab": as_gitlab,
}


def _annotation(one: Finding) -> str:
    properties = {"file": one.path, "line": one.line, "col": one.column, "title": one.rule}
    told = ",".join(f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties.items() if value)
    return f"::error {told}::{_message(one).translate(_IN_MESSAGE)}"


def _message(one: Finding) -> str:
    return f"{one.what} ({one.fix})" if one.fix else one.what


def _issue(one: Finding) -> dict[str, Any]:
    return {
        "description": _message(one),
        "check_name": _id(one.rule),
        # Without the line: a fault that moved is the same one.
        "fingerprint": sha256("\0".join((one.path, one.rule, one.what)).encode()).hexdigest(),
        "severity": "major",
        "location": {"path": one.path, "lines": {"begin": one.line or 1}},
    }


def _result(one: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(one.path), "uriBaseId": "%SRCROOT%"}}
    if one.line:
        place["region"] = {"startLine": one.line, **({"startColumn": one.column} if one.column else {})}
    return {
        "ruleId": _id(one.rule),
        "level": "error",
        "message": {"text": _message(one)},
        "locations": [{"physicalLocation": place}],
    }


def _id(rule: str) -> str:
    return rule.replace(" ", "-")
