"""The parties of the faults, who say more than they should in whatever they send."""

import contextlib
import json
from typing import Any
from urllib.parse import urlencode

from tests.canaries.planted import Kind
from tests.canaries.watched import Watched
from tests.faults.beside import DETAILS
from tests.faults.everybody import Everybody
from tests.faults.flows import APPROVED, GO_AHEAD
from tests.faults.machine import StepError
from tests.papers import a_signed_loa

_OWN_WORDS = ("reason", "question", "text", "override_reason", "pon")
_PRIVATE = {
    "Authorization": "AWS4-HMAC-SHA256 Signature=",
    "X-Amz-Security-Token": "",
    "Cookie": "id=",
}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Somebody(Everybody):
    """Plays the same flows."""

    def __init__(self, world: Watched) -> None:
        super().__init__(world)
        self.watched, self.planted = world, world.planted

    def request(self, key: str = "", **changes: Any) -> str:
        return super().request(self.planted.token("Idempotency-Key"), **changes)

    def _body(self, **changes: Any) -> dict[str, Any]:
        return super()._body(**{"reference": self.planted.words("reference")} | changes) | {
            "contact": {
                "name": self.planted.name("contact"),
                "phone": self.planted.number("contact"),
                "email": self.planted.email("contact"),
                "cc": [self.planted.email("copy to")],
            }
        }

    def once(
        self, function: str, method: str, url: str, body: Any, headers: dict[str, str], **more: Any
    ) -> Any:
        """Every call has the secrets of whoever makes it."""
        given = {name.lower() for name in headers}
        private = {
            name: start + self.planted.token(name)
            for name, start in _PRIVATE.items()
            if name.lower() not in given
        }
        return super().once(function, method, url, body, headers | private, **more)

    def say(self, id_: str, type_: str, n: str = "1", **facts: Any) -> None:
        own = {name: self.planted.words(f"{type_} {name}") for name in facts if name in _OWN_WORDS}
        note = self.saying("note of " + type_)
        super().say(id_, type_, n, **(facts | own | {"note": note}))

    def saying(self, where: str) -> str:
        """What people write beside what they were asked."""
        some = self.planted
        return (
            f"{some.words(where)}, says {some.name(where)}, {some.email(where)}, "
            f"{spelled(some.number(where))}"
        )

    def carrier(self, id_: str, type_: str, n: str = "1", times: int = 1, **facts: Any) -> None:
        own = {name: self.planted.words(f"{type_} {name}") for name in facts if name in _OWN_WORDS}
        note = self.saying("note of " + type_)
        super().carrier(id_, type_, n, times, **(facts | own | {"note": note}))

    def support(self, id_: str, text: str, *, deliver: int = 1) -> None:
        some = self.planted
        if text in (GO_AHEAD, APPROVED):
            text += f"\n\nKind regards,\n{some.name('signed')}"
        elif text == DETAILS:
            text = (
                f"Account number: {some.account('case text')}. PIN: {some.pin('case text')}. "
                f"Upload at https://up.example/{some.token('link in a case text')}. "
                f"A text that only a person can read: {self.saying('case text')}."
            )
        super().support(id_, text, deliver=deliver)

    def upload(self, id_: str) -> None:
        """Besides the good one some that nobody can use."""
        some, path = self.planted, f"/port-outs/{id_}/documents"
        for n, content in enumerate(
            (
                some.words("text in place of an LOA").encode(),
                f"%PDF-1.4 1 0 obj << /Title ({some.name('damaged LOA')}) %%EOF".encode(),
                f"%PDF-1.7 /Encrypt ({some.email('locked LOA')}) trailer %%EOF".encode(),
                a_signed_loa(self.watched.signed())[:-9],
            )
        ):
            name = f"bad-{n}.pdf"
            wanted = {"name": name, "content_type": "application/pdf"}
            answer = self.call("exchange_documents", "POST", path, wanted)
            link = json.loads(answer["body"])["url"]
            signature = link.rpartition("Signature=")[2].partition("&")[0]
            self.watched.harvest(Kind.TOKEN, signature, "upload link")
            self.watched.came_in.append(content.decode(errors="replace"))
            self.watched.put_document(id_, name, content)
            self.send(
                "receive_signal",
                "POST",
                f"/port-outs/{id_}/signals",
                {
                    "type": "operator.uploaded_loa",
                    "facts": {"document": name, "signed_on": "2026-11-23"},
                },
            )
        super().upload(id_)

    def send(self, function: str, method: str, url: str, body: Any = None, **more: Any) -> None:
        """A call that is answered, whatever the answer is."""
        answer = self.once(function, method, url, body, more.pop("headers", {}), **more)
        assert answer is not None, f"{function} fails at {method} {url}"

    def authorize(self, event: Any) -> None:
        """API Gateway asks whether this carrier may come in."""
        with contextlib.suppress(StepError):
            self.world.call("authorize_carrier", event)

    def person(self, id_: str, **fields: str) -> None:
        """Opens the link, mistypes, and answers; then somebody guesses."""
        some = self.planted
        wanted = {"name": some.name("link"), "company": some.name("link")}
        issued = self.call("issue_links", "POST", f"/port-outs/{id_}/links", wanted)
        token = json.loads(issued["body"])["url"].rpartition("/")[2]
        self.watched.harvest(Kind.TOKEN, token.rpartition(".")[2], "link")
        path = f"/links/{token}"
        self.call("answer_link", "GET", path, by=None)
        for typed in (
            {"what": "refused", "code": "OTHER", "reason": f"PIN: {some.pin('form')}"},
            {"what": "date", "date": some.words("form"), "zone": some.words("form")},
            {"what": "completed", "numbers": some.number("form"), "scope": "rest-stays"},
            {"what": some.words("form"), some.words("name of a field"): some.email("form")},
        ):
            self.send("answer_link", "POST", path, urlencode(typed), headers=_FORM, by=None)
        self.call("answer_link", "POST", path, urlencode(fields), headers=_FORM, by=None)
        guess = f"/links/{id_}.{some.token('guessed link')}"
        self.send("answer_link", "GET", guess, by=None)
        self.send("answer_link", "POST", guess, urlencode(fields), headers=_FORM, by=None)

    def rehearse(self, **changes: Any) -> None:
        """Also a spreadsheet with more columns than it needs."""
        super().rehearse(**changes)
        some = self.planted
        rows = [
            f"{some.name('sheet')};{bad};{some.email('sheet')}"
            for bad in (spelled(some.number("sheet")), some.words("sheet"), some.number("sheet"))
        ]
        csv = {"Content-Type": "text/csv"}
        body = "\n".join(["owner;number;mail", *rows])
        self.call("request_port_out", "POST", "/port-outs/plan", body, headers=csv)

    def look_at_all(self) -> None:
        """An operator reads all that there is to be read."""
        for id_ in self.ids:
            self.look(id_)


def spelled(number: str) -> str:
    """As people write it."""
    return f"({number[2:5]}) {number[5:8]}-{number[8:]}"
