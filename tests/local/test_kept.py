"""What is kept of a world: whole, in order, and never read where it cannot be trusted."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from local.keeping.shelves import LARGE, Shelf, Shelves
from local.keeping.store import FILE, NOTHING, Store, Unreadable, aside


def killed(store: Path, copy: Path) -> Path:
    """The folder as one finds it whose world was killed now: nothing was closed."""
    shutil.copytree(store, copy)
    return copy


def test_what_was_written_is_there_though_nobody_closed_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    store.write([("items", ("table", "a"), {"n": 1}), ("items", ("table", "b"), {"n": 1})])
    store.write([("items", ("table", "a"), {"n": 2}), ("items", ("table", "b"), NOTHING)])

    again = Store(killed(tmp_path / "kept", tmp_path / "copy"))

    assert again.shelf("items") == {("table", "a"): {"n": 2}}
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_a_write_that_was_torn_is_not_there_and_all_before_it_is(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    for n in range(5):
        store.write([("items", n, n)])
    log = tmp_path / "kept" / f"{FILE}-wal"
    before = log.stat().st_size
    store.write([("items", each, "last") for each in ("x", "y", "z")] + [("items", 0, "last")])
    after = log.stat().st_size
    whole = {n: n for n in range(5)}

    for end in range(before, after, max(1, (after - before) // 25)):
        torn = killed(tmp_path / "kept", tmp_path / f"torn-{end}")
        with (torn / f"{FILE}-wal").open("r+b") as file:
            file.truncate(end)
        (torn / f"{FILE}-shm").unlink()

        assert Store(torn).shelf("items") == whole

    assert store.shelf("items") == whole | dict.fromkeys(["x", "y", "z", 0], "last")


def test_what_happens_once_the_end_has_begun_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    store.write([("items", 1, "one")])
    store.freeze()
    late = threading.Thread(target=store.write, args=([("items", 1, "lost")],), daemon=True)

    late.start()
    late.join(0.2)

    assert late.is_alive()
    assert Store(killed(tmp_path / "kept", tmp_path / "copy")).shelf("items") == {1: "one"}


def test_changes_are_kept_all_together_or_not_at_all(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write([("items", 1, "one")])
    store._db.execute("CREATE TRIGGER full AFTER INSERT ON entry BEGIN SELECT RAISE(FAIL, ''); END")

    with pytest.raises(sqlite3.DatabaseError):
        store.write([("items", 1, NOTHING), ("items", 2, "two")])

    assert store.shelf("items") == {1: "one"}


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda kept: (kept / FILE).write_bytes(b"no database" * 1000), "not a database"),
        (lambda kept: _say(kept, "PRAGMA user_version = 99"), "format 99"),
        (lambda kept: _say(kept, "UPDATE entry SET value = x'00' WHERE shelf = 'made by'"), "made"),
        (lambda kept: _made_by(kept, "0.0.1"), "ministack 0.0.1"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_mend_and_left_as_it_is(
    tmp_path: Path, harm: Any, why: str
) -> None:
    kept = tmp_path / "kept"
    store = Store(kept)
    store.write([("items", 1, "one")])
    store.close()
    harm(kept)
    found = {file.name: file.read_bytes() for file in kept.iterdir()}

    with pytest.raises(Unreadable) as refused:
        Store(kept)

    assert why in str(refused.value)
    assert f"{kept} cannot go on" in str(refused.value)
    assert "make local FRESH=yes" in str(refused.value)
    assert {name: (kept / name).read_bytes() for name in found} == found


def test_beginning_anew_puts_aside_and_loses_nothing(tmp_path: Path) -> None:
    Store(tmp_path / "kept").write([("items", 1, "one")])

    first, second = aside(tmp_path / "kept"), aside(tmp_path / "kept")

    assert first is not None
    assert second is None
    assert not (tmp_path / "kept").exists()
    assert Store(first).shelf("items") == {1: "one"}


def test_what_the_template_has_made_is_not_kept_until_it_changes(tmp_path: Path) -> None:
    store, first = Store(tmp_path), {"made": "by the template", "changed": 1, "deleted": 1}
    shelves = Shelves(store, [_shelf(first)])
    shelves.look("s")
    first |= {"changed": 2, "new": 1}
    del first["deleted"]
    shelves.keep("s")

    second = {"made": "by the next template", "changed": 1, "deleted": 1}
    again = Shelves(store, [_shelf(second)])
    again.put_back()

    assert second == {"made": "by the next template", "changed": 2, "new": 1}


def test_what_is_put_back_and_what_comes_after_are_kept_both(tmp_path: Path) -> None:
    store, first = Store(tmp_path), {"old": 1}
    Shelves(store, [_shelf(first)]).keep("s")
    second: dict[Any, Any] = {}
    again = Shelves(store, [_shelf(second)])
    again.put_back()
    second["new"] = {"body": b"x" * (LARGE + 1), "etag": "a"}
    again.keep("s")
    second["new"] = {"body": b"y" * (LARGE + 1), "etag": "b"}
    again.keep("s")

    third: dict[Any, Any] = {}
    Shelves(store, [_shelf(third)]).put_back()

    assert third == {"old": 1, "new": {"body": b"y" * (LARGE + 1), "etag": "b"}}


def test_what_is_being_changed_is_not_kept_by_half(tmp_path: Path) -> None:
    store, changing, things = Store(tmp_path), threading.RLock(), {"case": "said"}
    shelves = Shelves(store, [replace(_shelf(things), lock=changing)])
    keeping = threading.Thread(target=shelves.keep, args=("s",))

    with changing:
        keeping.start()
        keeping.join(0.2)
        found_meanwhile = store.shelf("s")
        things["event"] = "sent"
    keeping.join()

    assert found_meanwhile == {}
    assert store.shelf("s") == {"case": "said", "event": "sent"}


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    store, things = Store(tmp_path), {n: {"n": n} for n in range(3)}
    shelves = Shelves(store, [_shelf(things)])
    shelves.keep("s")
    before = store._db.total_changes

    shelves.keep("s")
    assert store._db.total_changes == before
    things[1]["n"] = 5
    shelves.keep("s")

    assert store._db.total_changes == before + 2  # one row, taken out and put in
    assert store.shelf("s")[1] == {"n": 5}


def _shelf(things: dict[Any, Any]) -> Shelf:
    return Shelf("s", lambda: dict(things), things.__setitem__, things.__delitem__)


def _say(kept: Path, sql: str, *values: Any) -> None:
    with sqlite3.connect(kept / FILE) as database:
        database.execute(sql, values)
    database.close()


def _made_by(kept: Path, version: str) -> None:
    import pickle

    _say(kept, "UPDATE entry SET value = ? WHERE shelf = 'made by'", pickle.dumps(version))
