"""The carrier pack: loads what goes into it, has it printed, and keeps every document of it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from port_out.domain.account_details import account_details
from port_out.domain.pack import Manifest, Pack, PackContent, SignedLoa, compared_with
from port_out.domain.port_out import PortOut
from port_out.domain.signed_loa import counts
from port_out.domain.uses import uses_csv
from port_out.gateways.files import Files
from port_out.gateways.secrets import Secrets
from port_out.paper import Paper
from port_out.proof import Shown
from port_out.store.documents import Documents
from port_out.store.uses import NumberUses

LONGEST = 20_000_000
"""Bytes of a document of ours that is read again; what people upload is smaller."""


class CarrierPack:
    """Makes one pack from what was shown; the same version written twice is the same."""

    def __init__(
        self,
        *,
        files: Files,
        documents: Documents,
        paper: Paper,
        uses: NumberUses,
        secrets: Secrets,
    ) -> None:
        self._files, self._documents = files, documents
        self._paper, self._uses, self._secrets = paper, uses, secrets

    def issue(self, port_out: PortOut, shown: Shown, papers: Mapping[str, bytes]) -> dict[str, Any]:
        """Write the pack's documents and its zip; answers what the port-out learns of it."""
        # The libraries for PDF and spreadsheets: a port-out that is turned back here needs none.
        from port_out.printing.pack import print_pack, zipped

        content = self._content(port_out, shown, papers)
        pack = print_pack(content)
        self._write(port_out, pack, papers)
        manifest = self._paper.write(
            port_out, f"pack-{content.version}.json", pack.operator["pack.json"]
        )
        document = self._paper.write(port_out, "carrier-pack.zip", zipped(content, pack))
        return {
            "version": content.version,
            "attempt": port_out.attempt,
            "document": document.name,
            "sha256": document.sha256,
            "manifest": manifest.name,
            "compared_with": compared_with(port_out),
            "loa": content.loa,
            "problems": pack.problems,
        }

    def _content(self, port_out: PortOut, shown: Shown, papers: Mapping[str, bytes]) -> PackContent:
        uses = self._uses.get(port_out.id)
        return PackContent(
            port_out=port_out,
            version=int(port_out.facts.get("pack", {}).get("version", 0)) + 1,
            on=shown.at.date(),
            numbers=tuple(shown.inventory.numbers[number] for number in shown.numbers),
            statement=json.loads(papers["ownership.json"]),
            papers=papers,
            invoice=shown.reading.invoice,
            payer=shown.reading.payer,
            signed_loa=self._signed_loa(port_out, shown.at),
            uses=None if uses is None else uses_csv(uses),
            before=self._before(port_out),
            details=account_details(
                port_out.facts.get("given", {}),
                self._secrets.given(port_out.id),
                str(port_out.facts.get("display_id", "")),
            ),
        )

    def _signed_loa(self, port_out: PortOut, at: datetime) -> SignedLoa | None:
        loa = port_out.facts.get("loa")
        if loa is None or not counts(port_out, at):
            return None
        document = self._documents.get(port_out.id, loa["document"])
        if document is None:
            return None
        content = self._files.read(document.key, LONGEST)
        ending = document.name.rpartition(".")[2]
        return SignedLoa(f"loa-signed.{ending}", content, date.fromisoformat(loa["signed_on"]))

    def _before(self, port_out: PortOut) -> Manifest | None:
        document = self._documents.get(port_out.id, compared_with(port_out))
        if document is None:
            return None
        before: Manifest = json.loads(self._files.read(document.key, LONGEST))
        return before

    def _write(self, port_out: PortOut, pack: Pack, papers: Mapping[str, bytes]) -> None:
        """Each by itself too, but for what the proof and the upload have written already."""
        for name, each in (pack.carrier | pack.operator).items():
            if name not in papers and name != "pack.json" and not name.startswith("loa-signed."):
                self._paper.write(port_out, name, each)
