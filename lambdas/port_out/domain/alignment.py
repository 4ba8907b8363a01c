"""Two rows of letters laid side by side, so that as many as possible fall on their like."""

from collections.abc import Iterator, Sequence


def same_runs(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of the same letters, in order: place in ours, place in theirs, length.

    The last one stands at the end of both and may be empty.
    """
    found = [(0, 0, 0)]
    for i, j in _same_places(ours, theirs):
        start_i, start_j, length = found[-1]
        if (i, j) == (start_i + length, start_j + length):
            found[-1] = (start_i, start_j, length + 1)
        else:
            found.append((i, j, 1))
    return [*found, (len(ours), len(theirs), 0)]


def _same_places(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Every place at which a letter of ours is held against the same one of theirs."""
    shorter = min(len(ours), len(theirs))
    head = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
    rest = range(shorter - head)
    tail = next((n for n in rest if ours[-1 - n] != theirs[-1 - n]), len(rest))
    yield from ((n, n) for n in range(head))
    middle = _matches(ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])
    yield from ((head + i, head + j) for i, j in middle)
    yield from ((len(ours) - n, len(theirs) - n) for n in range(tail, 0, -1))


def _matches(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """The places of a longest common subsequence.

    Bit-parallel (Hyyrö 2004), as its time depends on the lengths alone: difflib takes a hundred
    times as long for "aaaa" against "abab", and a text comes from outside.
    """
    places: dict[str, int] = {}
    for j, letter in enumerate(theirs):
        places[letter] = places.get(letter, 0) | 1 << j
    all_bits = (1 << len(theirs)) - 1
    rows = [all_bits]
    for letter in ours:
        hits = rows[-1] & places.get(letter, 0)
        rows.append((rows[-1] + hits | rows[-1] - hits) & all_bits)
    return _traced(rows, ours, theirs)


def _traced(
    rows: Sequence[int], ours: Sequence[str], theirs: Sequence[str]
) -> list[tuple[int, int]]:
    """The matches behind the rows; a bit that is 0 is a letter by which the subsequence grew."""
    found: list[tuple[int, int]] = []
    i, j = len(ours), len(theirs)
    while i and j:
        if ours[i - 1] == theirs[j - 1]:
            i, j = i - 1, j - 1
            found.append((i, j))
        elif rows[i] >> (j - 1) & 1:
            j -= 1
        else:
            i -= 1
    return found[::-1]
