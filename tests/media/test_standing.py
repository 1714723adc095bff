"""Workers that stay: they are there already, and what one file does costs that file alone."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import Future

import pytest

from quangba.media import errands, plan, pool, standing
from quangba.media.facts import Facts, Unusable
from quangba.media.recipes import Recipe
from quangba.media.standing import EndedError
from quangba.media.tasks import Task
from tests.media import originals, workers

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as Unix has them")


@pytest.fixture(scope="module")
def there():
    with standing.standing(errands.load) as found:
        found.start()
        yield found


def _process(_: object) -> int:
    return os.getpid()


def _all_of(there: standing.Standing) -> set[int]:
    """All who are to stay. One may begin later than the other, and be given nothing until then."""
    own: set[int] = set()
    until = time.monotonic() + 300
    while len(own) < there.count and time.monotonic() < until:
        own.add(there.begin(_process, None)())
    return own


def test_few_items_that_are_wanted_at_once_go_to_them(there):
    own = _all_of(there)
    pool.stay(there)  # others may have been here since, and have gone
    at_once = {process for _, process in pool.run(_process, [1], at_once=True)}

    assert at_once <= own
    assert os.getpid() not in own
    assert len(own) == there.count


def test_all_other_work_has_workers_of_its_own(there):
    own = _all_of(there)
    items = range(there.count + 1)

    assert own.isdisjoint(process for _, process in pool.run(_process, [1], processes=1))
    assert own.isdisjoint(
        process for _, process in pool.run(_process, items, processes=1, at_once=True)
    )


def test_the_next_item_has_a_worker_whatever_became_of_the_last_one(there):
    died, spun = there.begin(workers.troubled, "die"), there.begin(workers.troubled, "spin", 0.5)

    assert died() == Unusable("picture-crashes", "-9")
    assert spun() == Unusable("picture-hangs", "")
    assert there.begin(workers.troubled, "a")() == "A"


def test_one_rendition_has_the_bytes_that_it_has_among_all(there, tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(originals.wide_jpeg((900, 600)))
    facts = there.begin(errands.inspect, file)()
    assert isinstance(facts, Facts)
    wanted = plan.renditions((facts.width, facts.height), Recipe(widths=(90, 300, 700)))
    alone, together = tmp_path / "alone", tmp_path / "together"

    for each in reversed(wanted):
        there.begin(errands.develop, Task(file, facts, (each,), alone))()
    errands.render(Task(file, facts, wanted, together))

    found = {each.name: each.read_bytes() for each in together.iterdir()}
    assert len(found) == len(wanted)
    assert {each.name: each.read_bytes() for each in alone.iterdir()} == found


def test_who_waits_is_told_that_they_were_ended():
    with standing.standing(errands.load) as found:
        ended = found.begin(workers.troubled, "hang", 60)
        threading.Timer(0.5, found.close).start()
        with pytest.raises(EndedError):
            ended()
        with pytest.raises(EndedError):
            found.begin(workers.troubled, "a")


def test_what_a_pool_has_forgotten_is_told_when_it_ends(monkeypatch):
    with standing.standing(errands.load) as found:
        assert found.begin(workers.troubled, "a")() == "A"
        forgotten = Future[str]()
        monkeypatch.setattr(pool, "begun", lambda *_: forgotten)
        ended = found.begin(workers.troubled, "b", 60)
        found.close()

        with pytest.raises(EndedError):
            ended()


def test_a_pool_that_broke_while_nobody_waited_gives_way_to_another():
    with standing.standing(errands.load) as found:
        assert found.begin(workers.troubled, "a")() == "A"
        found._pool.stop()

        assert found.begin(workers.troubled, "b")() == "B"
