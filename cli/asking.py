"""The way of a request: look at the list, plan it, rehearse it, ask the person, and send it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cli.batches import batch_exit, requested, show_batch, wait_for_all
from cli.exits import Exit, Stop
from cli.groups import CanNotGo, Planned
from cli.here import Here
from cli.list_view import counted, show_list, show_plan, summary
from cli.lists import as_data, planned
from cli.order import key_of, need_carrier
from cli.rehearsal_view import show_rehearsal, stands
from cli.requesting import Sending, rehearsed, sendings, sent, single
from cli.sheets import Flaw, Sheet

_MEND = "mend the list, or give --leave-out to go on without them"


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line."""

    sheet: Sheet
    order: Mapping[str, Any]
    instance_arn: str = ""
    key: str = ""
    leave_out: bool = False
    dry_run: bool = False
    yes: bool = False


def ask(here: Here, asked: Request, *, wait: str | None, timeout: float | None) -> Exit:
    """Request it; a person sees everything before, and says yes, or said --yes."""
    plan = None if asked.instance_arn else planned(here, asked.sheet)
    known: dict[str, Any] = as_data(asked.sheet, plan or Planned((), ()))
    if not here.out.as_json:
        _show(here, asked.sheet, plan)
    _refuse(asked, plan)
    todo = _todo(asked, plan)
    if not todo:
        ids = plan.under_way if plan else []
        here.out.show(known | {"under_way": ids}, lambda: _nothing_left(here, ids))
        return wait_for_all(here, ids, wait, timeout)
    report = _rehearse(here, _example(asked, plan, todo))
    if asked.dry_run:
        here.out.show(known | {"dry_run": report}, lambda: None)
        return Exit.OK if report["would_be_accepted"] else Exit.REFUSED
    _confirm(here, asked, plan)
    return _send(here, todo, known | {"dry_run": report}, wait, timeout)


def _show(here: Here, sheet: Sheet, plan: Planned | None) -> None:
    show_list(here, sheet, whole=False)
    if plan:
        show_plan(here, plan, whole=False)


def _rehearse(here: Here, body: Mapping[str, Any]) -> dict[str, Any]:
    """The report of the dry run, shown; Stop where it would be rejected."""
    report = rehearsed(here, body)
    if not here.out.as_json:
        show_rehearsal(here, report)
    if not stands(report):
        owned = report["ownership"]
        wrong = [{"field": e["number"], "detail": e["problem"]} for e in owned["number_problems"]]
        detail = owned["problem"] or "numbers can't go"
        raise Stop(Exit.REFUSED, f"it would be rejected: {detail}", errors=wrong)
    return report


def _refuse(asked: Request, plan: Planned | None) -> None:
    """Nothing is left out silently."""
    bad: list[Flaw | CanNotGo] = [*asked.sheet.flaws, *(plan.blocking if plan else [])]
    wrong = [{"field": f"row {b.row}", "detail": b.detail, "mend": b.mend} for b in bad]
    if wrong and not asked.leave_out:
        message = f"{counted(len(wrong), 'row')} can't be requested; nothing was"
        raise Stop(Exit.REFUSED, message, mend=_MEND, errors=wrong)
    if not asked.sheet.entries or (plan and not plan.groups and not plan.under_way):
        raise Stop(Exit.REFUSED, "no number is left to be requested", errors=wrong)


def _todo(asked: Request, plan: Planned | None) -> Sequence[Sending]:
    if plan:
        return sendings(asked.sheet, plan, asked.order, asked.key)
    need_carrier(asked.order)
    named = {"instance_arn": asked.instance_arn, "numbers": asked.sheet.numbers}
    body = {**asked.order, **named}
    return [Sending("/port-outs", body, asked.key or key_of(body))]


def _example(asked: Request, plan: Planned | None, todo: Sequence[Sending]) -> dict[str, Any]:
    """What is rehearsed: the one request, or that of the first group that is left."""
    return single(plan.groups[0], asked.order) if plan else todo[0].body


def _confirm(here: Here, asked: Request, plan: Planned | None) -> None:
    what = (
        summary(plan) if plan else f"{counted(len(asked.sheet.entries), 'number')} in one port-out"
    )
    if not asked.yes and not here.out.confirm(f"Request {what}?"):
        raise Stop(Exit.REFUSED, "nothing was requested", mend="answer y, or give --yes")


def _nothing_left(here: Here, ids: Sequence[str]) -> None:
    here.out.line("nothing is left to request: all of it is under way")
    for id_ in ids:
        here.out.line(id_)


def _send(
    here: Here,
    todo: Sequence[Sending],
    known: dict[str, Any],
    wait: str | None,
    limit: float | None,
) -> Exit:
    answers = [sent(here, sending) for sending in todo]
    ids = [answer["port_out_id"] for answer in answers if "port_out_id" in answer]
    # What a batch has refused is only known once it has been tried.
    batches = [
        requested(here, answer["batch_id"], limit if wait else 0)
        for answer in answers
        if "batch_id" in answer
    ]
    ids += [g["port_out_id"] for b in batches for g in b["groups"] if g["port_out_id"]]
    code = wait_for_all(here, ids, wait, limit)
    here.out.show(
        known | {"requested": answers, "batches": batches},
        lambda: _show_sent(here, answers, batches),
    )
    if code is Exit.OK and wait:
        code = max((batch_exit(batch) for batch in batches), default=Exit.OK)
    return code


def _show_sent(
    here: Here, answers: Sequence[dict[str, Any]], batches: Sequence[dict[str, Any]]
) -> None:
    for answer in answers:
        if "port_out_id" in answer:
            here.out.line(f"{answer['port_out_id']}: {answer['state']}")
    for batch in batches:
        show_batch(here, batch)
        here.out.line(f"watch it: port-out batch {batch['batch_id']}")
