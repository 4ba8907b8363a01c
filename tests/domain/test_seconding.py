"""Whoever was renamed is the same person still: an own proposal is nobody's to approve."""

import hashlib
from dataclasses import replace

import pytest

from port_out.domain.proposals import What, content_of
from port_out.domain.record import canonical
from port_out.domain.seconding import used_as
from tests.builders import OPERATOR
from tests.domain.samples import ALL
from tests.domain.test_proposals import CANCEL, ON, agreed, approval, with_proposal


@pytest.mark.parametrize(("approver_id", "counts"), [("AIDA1", False), ("AIDA2", True)])
def test_the_id_of_the_principal_counts_whatever_it_is_called_now(
    approver_id: str, counts: bool
) -> None:
    cancel = replace(CANCEL, by_id="AIDA1")
    port_out = with_proposal(agreed(), cancel, What.CANCEL)
    said = approval(port_out, by_id=approver_id)

    use = used_as(port_out, said, ALL, [cancel, said], ON)

    assert use.is_approval is counts


def test_a_proposal_of_before_an_upgrade_is_known_by_the_same_hash_after_it() -> None:
    cancel = replace(CANCEL, by_id="AIDA1")

    found = content_of(cancel, What.CANCEL, {"state": "Await Completion"})

    form = {
        "by": {"arn": OPERATOR, "id": "AIDA1"},
        "facts": {"confirm": True, "reason": "wrong numbers"},
        "in": {"state": "Await Completion"},
        "of": "po-test",
        "signal": "s-1",
        "type": "operator.cancelled",
        "what": str(What.CANCEL),
    }
    assert found == hashlib.sha256(canonical({"": form})).hexdigest()
