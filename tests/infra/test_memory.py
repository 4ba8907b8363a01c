"""The largest pack is printed inside the memory that its function has."""

from bench.built import run
from infra.function import MEMORY
from infra.package import PRINTING, build

LARGEST_DOCUMENT = 20_000_000


def test_a_pack_of_500_numbers_fits_into_the_functions_memory() -> None:
    pack = run(build(PRINTING), "packing.py", "500", "0")

    printed = {"cover-letter.pdf", "loa-draft.pdf", "ownership.pdf", "numbers.xlsx"}
    assert printed <= set(pack["documents"])
    assert pack["peak_mb"] < MEMORY == 512


def test_a_pack_with_the_largest_scans_fits_too() -> None:
    pack = run(build(PRINTING), "packing.py", "500", str(LARGEST_DOCUMENT))

    assert pack["zip_bytes"] > 2 * LARGEST_DOCUMENT
    assert pack["peak_mb"] < MEMORY
