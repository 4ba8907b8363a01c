"""The world that handlers are given: each collaborator made once per Lambda instance.

A collaborator is imported by the function that makes it: a handler loads its own and no other.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from port_out import settings
from port_out.domain.errors import PortOutNotFound

if TYPE_CHECKING:
    from port_out.conversation import Conversation
    from port_out.domain.second_person import TwoPersons
    from port_out.gateways.billing import Billing
    from port_out.gateways.carrier_keys import CarrierKeys
    from port_out.gateways.carrier_orders import CarrierOrders
    from port_out.gateways.connect import Connect
    from port_out.gateways.files import Files
    from port_out.gateways.functions import Functions
    from port_out.gateways.notify_parameters import NotifyParameters
    from port_out.gateways.secrets import Secrets
    from port_out.gateways.signing import Signing
    from port_out.gateways.support import Support
    from port_out.gateways.support_rehearsal import SupportRehearsal
    from port_out.gateways.topic import Topic
    from port_out.gateways.traffic import Traffic
    from port_out.gateways.undelivered import Undelivered
    from port_out.gateways.webhook import Webhook
    from port_out.gateways.workflow import Workflow
    from port_out.one_case import OneCase
    from port_out.paper import Paper
    from port_out.proof import Proof
    from port_out.store.batches import Batches
    from port_out.store.documents import Documents
    from port_out.store.fence import CaseFence
    from port_out.store.inbox import Inbox
    from port_out.store.inventories import Inventories
    from port_out.store.links import Links
    from port_out.store.locks import NumberLocks
    from port_out.store.message_ids import MessageIds
    from port_out.store.moves import Moves
    from port_out.store.notices import Notices
    from port_out.store.outbox import Outbox
    from port_out.store.pace import CasePace
    from port_out.store.port_locks import PortLocks
    from port_out.store.port_outs import PortOuts
    from port_out.store.tokens import TaskTokens
    from port_out.store.uses import NumberUses
    from port_out.store.velocity import Velocity
    from port_out.store.whole import Wholes


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@cache
def port_outs() -> PortOuts:
    """The port-outs and their record, to read."""
    from port_out.store.port_outs import PortOuts

    return PortOuts()


@cache
def moves() -> Moves:
    """The same, for whoever moves them."""
    from port_out.store.moves import Moves

    return Moves()


@cache
def wholes() -> Wholes:
    """Port-outs with all that is kept with them."""
    from port_out.store.whole import Wholes

    return Wholes()


@cache
def batches() -> Batches:
    """Batches and their groups."""
    from port_out.store.batches import Batches

    return Batches()


@cache
def inbox() -> Inbox:
    """Signals and communications."""
    from port_out.store.inbox import Inbox

    return Inbox()


@cache
def inventories() -> Inventories:
    """Which inventory was kept last."""
    from port_out.store.inventories import Inventories

    return Inventories()


@cache
def outbox() -> Outbox:
    """Messages for AWS Support."""
    from port_out.store.outbox import Outbox

    return Outbox()


@cache
def notices() -> Notices:
    """What people are told."""
    from port_out.store.notices import Notices

    return Notices()


@cache
def topic() -> Topic:
    """The topic that people subscribe to."""
    from port_out.gateways.topic import Topic

    return Topic(settings.notices_topic())


@cache
def notify_parameters() -> NotifyParameters:
    """Where else notices go."""
    from port_out.gateways.notify_parameters import NotifyParameters

    return NotifyParameters(settings.notify_path())


@cache
def webhook() -> Webhook:
    """The outgoing webhook."""
    from port_out.gateways.webhook import Webhook

    return Webhook()


@cache
def documents() -> Documents:
    """The list of documents."""
    from port_out.store.documents import Documents

    return Documents()


@cache
def number_locks() -> NumberLocks:
    """Which open port-out holds which number."""
    from port_out.store.locks import NumberLocks

    def is_over(port_out_id: str) -> bool:
        try:
            return port_outs().get(port_out_id).is_over
        except PortOutNotFound:
            return True

    return NumberLocks(is_over)


@cache
def task_tokens() -> TaskTokens:
    """The tokens of the waits."""
    from port_out.store.tokens import TaskTokens

    return TaskTokens()


@cache
def case_fence() -> CaseFence:
    """The fence before CreateCase."""
    from port_out.store.fence import CaseFence

    return CaseFence()


@cache
def case_pace() -> CasePace:
    """The turns in which cases are opened."""
    from port_out.store.pace import CasePace

    return CasePace()


@cache
def one_case() -> OneCase:
    """Opens or finds the one case of a port-out."""
    from port_out.one_case import OneCase

    return OneCase(fence=case_fence(), pace=case_pace(), support=support(), now=now)


@cache
def connect() -> Connect:
    """Amazon Connect."""
    from port_out.gateways.connect import Connect

    return Connect(now=now)


@cache
def traffic() -> Traffic:
    """The calls of Amazon Connect's instances."""
    from port_out.gateways.traffic import Traffic

    return Traffic()


@cache
def billing() -> Billing:
    """Who the bill is made out to."""
    from port_out.gateways.billing import Billing

    return Billing(settings.account_id())


@cache
def support() -> Support:
    """AWS Support."""
    from port_out.gateways.support import Support

    return Support()


@cache
def support_rehearsal() -> SupportRehearsal:
    """AWS Support, asked only what it would do."""
    from port_out.gateways.support_kinds import configured_kind
    from port_out.gateways.support_rehearsal import SupportRehearsal

    return SupportRehearsal(configured_kind(), settings.region())


@cache
def workflow() -> Workflow:
    """Step Functions."""
    from port_out.gateways.workflow import Workflow

    return Workflow()


@cache
def functions() -> Functions:
    """Our own functions that run on their own time."""
    from port_out.gateways.functions import Functions

    return Functions()


@cache
def undelivered() -> Undelivered:
    """The queue of what could not be delivered."""
    from port_out.gateways.undelivered import Undelivered

    return Undelivered(settings.undelivered_queue())


@cache
def files() -> Files:
    """The bucket of documents."""
    from port_out.gateways.files import Files

    return Files(settings.documents_bucket())


@cache
def paper() -> Paper:
    """The documents that we write ourselves."""
    from port_out.paper import Paper

    return Paper(files(), documents(), now)


@cache
def links() -> Links:
    """One-time links for people at carriers."""
    from port_out.store.links import Links

    return Links()


@cache
def number_uses() -> NumberUses:
    """What uses the numbers inside Connect."""
    from port_out.store.uses import NumberUses

    return NumberUses()


@cache
def signing() -> Signing | None:
    """The key that signs ownership statements, None where the switch is off."""
    key = settings.signing_key()
    if not key:
        return None
    from port_out.gateways.signing import Signing

    return Signing(key)


@cache
def proof() -> Proof:
    """What Connect and the bill show, held against the LOA."""
    from port_out.proof import Proof

    return Proof(
        connect=connect(),
        billing=billing(),
        signing=signing(),
        paper=paper(),
        account=settings.account_id(),
    )


@cache
def conversation() -> Conversation:
    """What AWS Support says and does on the cases."""
    from port_out.conversation import Conversation

    return Conversation(inbox(), secrets(), now)


@cache
def secrets() -> Secrets:
    """Account numbers and PINs that AWS gave."""
    from port_out.gateways.secrets import Secrets

    return Secrets(settings.secrets_path())


@cache
def carrier_keys() -> CarrierKeys:
    """The carriers' keys, in the place that the deployment chose."""
    from port_out.gateways.carrier_keys import CarrierKeys
    from port_out.gateways.carrier_secrets import CarrierSecrets

    kept_in = {"ssm": CarrierKeys, "secrets-manager": CarrierSecrets}
    return kept_in[settings.carrier_keys_in()](settings.carrier_keys_path())


@cache
def carrier_orders() -> CarrierOrders:
    """The carriers' own records of their orders."""
    from port_out.gateways.carrier_orders import CarrierOrders

    return CarrierOrders()


@cache
def message_ids() -> MessageIds:
    """The ids of the carriers' messages."""
    from port_out.store.message_ids import MessageIds

    return MessageIds()


@cache
def two_persons() -> TwoPersons:
    """The two-person rule as this deployment has it."""
    from port_out.domain.second_person import TwoPersons

    return TwoPersons(settings.two_persons(), settings.two_persons_above())


@cache
def port_locks() -> PortLocks:
    """The protected numbers and who protected them."""
    from port_out.store.port_locks import PortLocks

    return PortLocks()


@cache
def velocity() -> Velocity:
    """What each caller has requested in this hour and on this day."""
    from port_out.domain.velocity import Limits
    from port_out.store.velocity import Velocity

    return Velocity(
        Limits(
            port_outs_an_hour=settings.velocity("PORT_OUTS_AN_HOUR"),
            port_outs_a_day=settings.velocity("PORT_OUTS_A_DAY"),
            numbers_an_hour=settings.velocity("NUMBERS_AN_HOUR"),
            numbers_a_day=settings.velocity("NUMBERS_A_DAY"),
        )
    )
