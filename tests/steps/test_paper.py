"""A document that is there already, to the byte, is not written again."""

from tests.builders import ID, AWorld


def written(world: AWorld, name: str) -> int:
    """How many versions of it lie in the bucket."""
    return len(world.files.versions[f"{ID}/attempt-1/{name}"])


def test_a_steady_document_is_written_again_only_where_it_differs() -> None:
    world = AWorld()
    port_out = world.port_outs.get(ID)

    first = world.paper.write(port_out, "numbers.csv", b"one")
    again = world.paper.write(port_out, "numbers.csv", b"one")
    other = world.paper.write(port_out, "numbers.csv", b"two")

    assert again == first
    assert other.sha256 != first.sha256
    assert written(world, "numbers.csv") == 2
    assert world.documents.get(ID, "attempt-1-numbers.csv") == other


def test_any_other_is_written_each_time() -> None:
    world = AWorld()
    port_out = world.port_outs.get(ID)

    for _ in range(2):
        world.paper.write(port_out, "loa-draft.pdf", b"one")

    assert written(world, "loa-draft.pdf") == 2
