"""Whoever was renamed is the same person still: an own proposal is nobody's to approve."""

from dataclasses import replace

import pytest

from port_out.domain.proposals import What
from port_out.domain.seconding import used_as
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
