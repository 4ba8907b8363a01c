"""What AWS Support's answers mean for the case, each with what to do about it."""

from port_out.domain.cases import CaseKind, FoundBy
from port_out.domain.preflight import CREATE, OPTIONS, SERVICES, Check, Result, Said, SupportReading

_BY_HAND = "open the case by hand: the program writes the text and says where to paste it"
_NO_PLAN = Check(
    "plan",
    Result.PROBLEM,
    "the Support plan has no API (SubscriptionRequiredException)",
    "buy Business Support+, Enterprise Support or Unified Operations, which is used as soon as it "
    f"is there; or {_BY_HAND}",
)
_NO_KIND = Check(
    "service_and_category",
    Result.PROBLEM,
    "AWS Support lists nothing for porting numbers away, neither by code nor by name",
    _BY_HAND,
)
_HOW = {
    FoundBy.CODE: "found by code",
    FoundBy.NAME: "found by name: AWS Support lists other codes than those configured",
    FoundBy.CONFIGURATION: "as configured: the list may not be read",
}
_REHEARSED = {
    Said.YES: ("AWS Support would open the case (CreateCase, dryRun)", Result.OK, ""),
    Said.DENIED: ("denied ({code})", Result.PROBLEM, "allow support:CreateCase"),
    Said.REFUSED: ("AWS Support would refuse the case ({code})", Result.PROBLEM, _BY_HAND),
    Said.LATER: (
        "AWS Support takes no case at this moment ({code})",
        Result.NOTE,
        "nothing: a port-out asks again for a day",
    ),
    Said.SILENT: ("AWS Support did not answer ({code})", Result.UNKNOWN, "try again later"),
    Said.OPENED: (
        "AWS Support opened case {case} though it was asked to rehearse only",
        Result.PROBLEM,
        "resolve that case in the AWS Support Center, and do not rehearse again",
    ),
}


def support_checks(reading: SupportReading) -> list[Check]:
    """Plan, permissions, service and category, severity, language, and the rehearsal itself."""
    if reading.calls(Said.NO_PLAN):
        return [_NO_PLAN]
    checks = [_plan(reading), _permissions(reading)]
    if reading.kind is not None:
        checks += [_kind(reading.kind), _severity(reading.kind, reading), _language(reading)]
    elif reading.said.get(SERVICES, (Said.SILENT, ""))[0] is Said.YES:
        checks.append(_NO_KIND)
    if CREATE in reading.said:
        checks.append(_rehearsed(reading))
    return checks


def _plan(reading: SupportReading) -> Check:
    answered = {said for said, _ in reading.said.values()}
    if answered & {Said.YES, Said.OPENED}:
        return Check("plan", Result.OK, "the Support plan has the API")
    mend = "allow the calls first" if Said.DENIED in answered else "try again later"
    return Check("plan", Result.UNKNOWN, "AWS Support has not answered the question", mend)


def _permissions(reading: SupportReading) -> Check:
    denied = reading.calls(Said.DENIED)
    if not denied:
        return Check("permissions", Result.OK, f"{len(reading.said)} calls were made, none denied")
    mend = f"allow {', '.join(denied)}, also in the organization's policies"
    result = Result.PROBLEM if CREATE in denied else Result.NOTE
    return Check("permissions", result, f"denied: {', '.join(denied)}", mend)


def _kind(kind: CaseKind) -> Check:
    detail = f"{kind.service_code} / {kind.category_code}, {_HOW[kind.found_by]}"
    result = Result.OK if kind.found_by is FoundBy.CODE else Result.NOTE
    return Check("service_and_category", result, detail)


def _severity(kind: CaseKind, reading: SupportReading) -> Check:
    wanted = reading.wanted.severity_code
    if kind.severity_code == wanted:
        return Check("severity", Result.OK, wanted)
    return Check("severity", Result.NOTE, f"{kind.severity_code}, as {wanted} is not offered")


def _language(reading: SupportReading) -> Check:
    language, availability = reading.language, reading.availability
    if availability == "available":
        return Check("language", Result.OK, f"{language} is available")
    if availability == "unavailable":
        mend = 'choose another contact language; "en" is the safest'
        return Check("language", Result.PROBLEM, f"{language} is not available", mend)
    said, code = reading.said.get(OPTIONS, (Said.SILENT, ""))
    known = availability or f"not known ({code or said})"
    return Check("language", Result.NOTE, f"availability of {language}: {known}")


def _rehearsed(reading: SupportReading) -> Check:
    said, code = reading.said[CREATE]
    detail, result, mend = _REHEARSED[said]
    named = {"code": code or "no code", "case": reading.opened}
    return Check("create_case", result, detail.format(**named), mend.format(**named))
