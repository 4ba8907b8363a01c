"""The whole API, every rule of it, behind a real port."""

from urllib.parse import urlencode

from tests.api.world import World
from tests.cli.program import Answer, Asked, Program


class WholeProgram(Program):
    """Answers by the program's own code, with everything behind it in memory."""

    def __init__(self, world: World) -> None:
        self.world = world
        super().__init__()

    def answer(self, call: Asked) -> Answer:
        """What was steered with `on`, else what the API says."""
        if (call.method, call.path) in self.routes:
            return super().answer(call)
        query = urlencode(call.query)
        wanted = ("content-type", "idempotency-key")
        headers = {name: call.headers[name] for name in wanted if name in call.headers}
        body = call.body.decode() if call.method == "POST" else None
        url = f"{call.path}?{query}" if query else call.path
        answer = self.world.call(call.method, url, body, headers=headers)
        return answer.status, answer.body, {"Content-Type": "application/json"}
