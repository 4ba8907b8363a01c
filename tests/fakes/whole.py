"""A port-out with all that is kept with it, from the other stores in memory."""

from dataclasses import dataclass

from port_out.store.whole import Whole, Wholes
from tests.fakes.case_stores import FakeOutbox
from tests.fakes.links import FakeLinks
from tests.fakes.notices import FakeNotices
from tests.fakes.port_outs import FakePortOuts
from tests.fakes.stores import FakeDocuments, FakeInbox, FakeNumberUses


@dataclass
class FakeWholes(Wholes):
    """What each store says for itself."""

    port_outs: FakePortOuts
    inbox: FakeInbox
    outbox: FakeOutbox
    documents: FakeDocuments
    uses: FakeNumberUses
    links: FakeLinks
    notices: FakeNotices

    def get(self, port_out_id: str) -> Whole:
        return Whole(
            self.port_outs.get(port_out_id),
            self.port_outs.numbers(port_out_id),
            self.inbox.signals(port_out_id),
            self.inbox.communications(port_out_id),
            self.documents.list(port_out_id),
            self.uses.get(port_out_id),
            self.outbox.waiting(port_out_id),
            self.links.list(port_out_id),
            self.notices.of(port_out_id),
        )
