"""Which task each process takes: of its own language first, pages before the rest, each once."""

from __future__ import annotations

import copy
import multiprocessing

from hypothesis import given
from hypothesis import strategies as st

from quangba.build.turns import Group, Turns

GROUPS = [Group(0, "en", 2), Group(0, "vi", 2), Group(0, "zh", 1), Group(1, "en", 1)]


def processes(groups: list[Group], count: int) -> list[Turns]:
    """Each with its own copy, as processes have them; the shared part is one."""
    first = Turns(groups, multiprocessing.get_context("spawn"))
    found = [copy.copy(first) for _ in range(count)]
    for each in found:
        each._known = []
    return found


def test_a_process_keeps_to_its_language():
    one, two = processes(GROUPS, 2)

    assert [one.next(), two.next(), two.next(), one.next()] == [0, 2, 3, 1]
    assert two.next() == 4  # nobody has met the last language yet
    assert one.next() == 5


@given(
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from("abc"), st.integers(1, 4)), min_size=1),
    st.data(),
)
def test_each_task_is_done_once_and_pages_first(rows, data):
    groups = [Group(*row) for row in sorted(rows)]
    ranks = [group.rank for group in groups for _ in range(group.tasks)]
    workers = processes(groups, 3)
    found = [data.draw(st.sampled_from(workers)).next() for _ in ranks]

    assert sorted(found) == [*range(len(ranks))]
    assert [ranks[task] for task in found] == sorted(ranks)
