"""The world of the faults, with somebody at every way out of the program."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import boto3

from port_out import settings, wiring
from port_out.observability import logger
from tests.canaries.as_lambda import answer_of, failure, logged
from tests.canaries.planted import Kind, Planted
from tests.canaries.sinks import Sink, Sinks
from tests.canaries.ways_out import Lines, Receiver, as_the_gateway
from tests.faults.asking import body_of
from tests.faults.environment import REGION
from tests.faults.functions import _MODULES
from tests.faults.kinds import Parts
from tests.faults.machine import StepError
from tests.faults.world import World
from tests.papers import a_signed_loa

_TOLD_BY = {"sns": Sink.NOTICES, "sqs": Sink.DEAD_LETTERS, "ssm": Sink.NAMES}


class Watched(World):
    """Whatever leaves is kept by its way; what comes in is kept too."""

    def __init__(self, planted: Planted) -> None:
        self.planted, self.sinks, self.came_in = planted, Sinks(), list[str]()
        self.functions: set[str] = set()
        self._tokens: dict[str, str] = {}
        super().__init__()
        self.receiver = Receiver(self.sinks)  # type: ignore[assignment]  # it does what the other does

    @contextlib.contextmanager
    def open(self) -> Iterator["Watched"]:
        """The world, told where its notices go."""
        with super().open():
            self._tell_channels()
            yield self

    def _tell_channels(self) -> None:
        url = f"https://hook.example/{self.planted.token('path of the webhook')}?a="
        secret = self.planted.token("secret of the webhook", "whsec_")
        value = json.dumps(
            {"url": url + self.planted.token("query of the webhook"), "secret": secret}
        )
        boto3.client("ssm", region_name=REGION).put_parameter(
            Name="/connect-port-out/notify/webhook",
            Value=value,
            Type="SecureString",
            Overwrite=True,
        )

    def call(self, function: str, event: Any) -> Any:
        """One run of a function; `function` is seen with everything that it says."""
        self.functions.add(function)
        self.came_in.append(json.dumps(event, default=str))
        event = as_the_gateway(event)
        try:
            with self._listening():
                answer = super().call(function, event)
        except StepError as error:
            self._failed(function, event, error)
            raise
        if "httpMethod" in event and "statusCode" in answer:
            self._answered(function, answer)
        return answer

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        lines: Any = Lines(self.sinks)
        handler: Any = logger.registered_handler
        before = handler.setStream(lines)
        with contextlib.redirect_stdout(lines), contextlib.redirect_stderr(lines):
            try:
                yield
            finally:
                handler.setStream(before)

    def _failed(self, function: str, event: Any, error: StepError) -> None:
        if (cause := error.__cause__) is None:
            return
        self.sinks.put(Sink.LOG, logged(cause))
        if ".events." in _MODULES[function]:
            self.sinks.put(Sink.DEAD_LETTERS, answer_of(event, cause))

    def _answered(self, function: str, answer: Any) -> None:
        text = json.dumps(answer.get("headers")) + json.dumps(answer.get("multiValueHeaders"))
        text += f"{answer['statusCode']} {answer.get('body')}"
        if "text/html" in text:
            self.sinks.put(Sink.PAGES, text)
        elif answer["statusCode"] >= 400:
            self.sinks.put(Sink.ERRORS, text)
        elif function not in ("issue_links", "exchange_documents"):
            # Those two hand a link out, which is a secret, to whoever asked for one.
            self.sinks.put(Sink.ANSWERS, text)

    def run(self, function: str, payload: Any) -> Any:
        """A task, with all that its history keeps."""
        self.sinks.put(Sink.HISTORY, json.dumps({**payload, "task_token": ""}))
        try:
            result = super().run(function, self._with_token(payload))
        except StepError as error:
            self.sinks.put(Sink.HISTORY, error.name)
            if error.__cause__ is not None:
                self.sinks.put(Sink.HISTORY, failure(error.__cause__))
            raise
        self.sinks.put(Sink.HISTORY, json.dumps(result))
        return result

    def _with_token(self, payload: Any) -> Any:
        """Tokens as AWS makes them; this world's own would be known by the port-out's id."""
        if not payload.get("task_token"):
            return payload
        token = self.planted.token("task token", "AQCk")
        self._tokens[token] = payload["task_token"]
        return {**payload, "task_token": token}

    def items(self, key: str) -> list[Any]:
        found = super().items(key)
        self.sinks.put(Sink.HISTORY, json.dumps(found))
        return found

    def put_document(self, id_: str, name: str, content: bytes = b"") -> None:
        """Somebody uploads this, or a signed LOA with words of its own."""
        content = content or a_signed_loa(self.signed())
        key = {one.name: one.key for one in wiring.documents().list(id_)}[name]
        boto3.client("s3", region_name=REGION).put_object(
            Bucket=settings.documents_bucket(), Key=key, Body=content
        )

    def signed(self) -> str:
        """The words of an LOA; in the file they are compressed."""
        some = self.planted
        words = f"I, {some.name('LOA')}, {some.email('LOA')}, authorize {some.number('LOA')}"
        self.came_in.append(words)
        return words

    def start(self, asked: dict[str, Any]) -> Any:
        self.sinks.put(Sink.NAMES, asked["name"])
        self.sinks.put(Sink.HISTORY, asked["input"])
        return super().start(asked)

    def send_success(self, asked: dict[str, Any]) -> Any:
        self.sinks.put(Sink.HISTORY, asked["output"])
        return super().send_success(asked | {"taskToken": self._tokens[asked["taskToken"]]})

    def _invoke_later(self, asked: dict[str, Any]) -> None:
        self.sinks.put(Sink.INVOCATIONS, json.dumps(asked["payload"]))
        super()._invoke_later(asked)

    def _effect(self, service: str, operation: str, request: Any) -> Parts:
        if service in _TOLD_BY:
            # Of other services the body may be a stream, which is read only once.
            self._told(service, operation, body_of(request).decode(errors="replace"))
        parts: Parts = super()._effect(service, operation, request)
        self.came_in.append(parts[2].decode(errors="replace"))
        return parts

    def _told(self, service: str, operation: str, body: str) -> None:
        if service == "ssm":
            named = {name: value for name, value in json.loads(body).items() if name != "Value"}
            self.sinks.put(Sink.NAMES, json.dumps(named))
        elif operation in ("Publish", "SendMessage"):
            self.sinks.put(_TOLD_BY[service], body)

    def harvest(self, kind: Kind, text: str, where: str) -> None:
        """A secret that the program itself has made."""
        self.came_in.append(self.planted.keep(kind, text, where))
