"""In-memory stand-ins that keep the promises of the real stores and gateways."""

from tests.fakes.batches import FakeBatches
from tests.fakes.case_stores import FakeFence, FakeOutbox, FakePace, FakeTokens
from tests.fakes.gateways import (
    FakeCarrierKeys,
    FakeCarrierOrders,
    FakeConnect,
    FakeFiles,
    FakeFunctions,
    FakeSecrets,
    FakeTraffic,
    FakeWorkflow,
)
from tests.fakes.links import FakeLinks
from tests.fakes.notices import (
    FakeNotices,
    FakeNotifyParameters,
    FakeTopic,
    FakeUndelivered,
    FakeWebhook,
)
from tests.fakes.port_outs import FakePortOuts
from tests.fakes.proof import FakeBilling, FakeSigning
from tests.fakes.stores import (
    FakeDocuments,
    FakeInbox,
    FakeInventories,
    FakeLocks,
    FakeMessageIds,
    FakeNumberUses,
    FakePortLocks,
    FakeVelocity,
)
from tests.fakes.support import FakeSupport
from tests.fakes.support_rehearsal import FakeSupportRehearsal
from tests.fakes.whole import FakeWholes

__all__ = [
    "FakeBatches",
    "FakeBilling",
    "FakeCarrierKeys",
    "FakeCarrierOrders",
    "FakeConnect",
    "FakeDocuments",
    "FakeFence",
    "FakeFiles",
    "FakeFunctions",
    "FakeInbox",
    "FakeInventories",
    "FakeLinks",
    "FakeLocks",
    "FakeMessageIds",
    "FakeNotices",
    "FakeNotifyParameters",
    "FakeNumberUses",
    "FakeOutbox",
    "FakePace",
    "FakePortLocks",
    "FakePortOuts",
    "FakeSecrets",
    "FakeSigning",
    "FakeSupport",
    "FakeSupportRehearsal",
    "FakeTokens",
    "FakeTopic",
    "FakeTraffic",
    "FakeUndelivered",
    "FakeVelocity",
    "FakeWebhook",
    "FakeWholes",
    "FakeWorkflow",
]
