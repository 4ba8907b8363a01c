"""In-memory stand-ins that keep the promises of the real stores and gateways."""

from tests.fakes.case_stores import FakeFence, FakeOutbox, FakePace, FakeTokens
from tests.fakes.gateways import (
    FakeCarrierKeys,
    FakeConnect,
    FakeFiles,
    FakeFunctions,
    FakeSecrets,
    FakeWorkflow,
)
from tests.fakes.port_outs import FakePortOuts
from tests.fakes.proof import FakeBilling, FakeSigning
from tests.fakes.stores import FakeDocuments, FakeInbox, FakeLocks, FakeNumberUses
from tests.fakes.support import FakeSupport
from tests.fakes.support_rehearsal import FakeSupportRehearsal

__all__ = [
    "FakeBilling",
    "FakeCarrierKeys",
    "FakeConnect",
    "FakeDocuments",
    "FakeFence",
    "FakeFiles",
    "FakeFunctions",
    "FakeInbox",
    "FakeLocks",
    "FakeNumberUses",
    "FakeOutbox",
    "FakePace",
    "FakePortOuts",
    "FakeSecrets",
    "FakeSigning",
    "FakeSupport",
    "FakeSupportRehearsal",
    "FakeTokens",
    "FakeWorkflow",
]
