"""Memos are made again when, and only when, something that they read has changed."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field

from quangba.memory import Key, Memory, Owner, Record, digest_of, encoded, memo, note, recording
from quangba.noting import noted_property, take, worked_out


@dataclass
class Before:
    """A last build, with nothing known to be safe."""

    records: dict[Key, Record] = field(default_factory=dict)
    atoms: dict[Key, bytes] = field(default_factory=dict)

    def digest(self, key: Key) -> bytes | None:
        return self.records[key].digest if key in self.records else self.atoms.get(key)

    def reads(self, key: Key) -> tuple[Key, ...] | None:
        return self.records[key].reads if key in self.records else None

    def doubtful(self, key: Key) -> tuple[Key, ...] | None:
        return self.reads(key)

    def is_safe(self, key: Key) -> bool:
        return False

    def value(self, key: Key) -> bytes | None:
        return self.records[key].data if key in self.records else None


@dataclass
class Shop(Owner):
    """Prices by name, and what is made of them."""

    prices: dict[str, int]
    memory: Memory = field(default_factory=Memory)
    locale: str = "en"
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.memory.atoms = lambda key: encoded(self.prices[str(key[1])])
        super().__init__(self.memory, self.locale)

    def price(self, name: str) -> int:
        note("price", name)
        return self.prices[name]

    @memo
    def is_dear(self, name: str) -> bool:
        self.asked.append(f"dear {name}")
        return self.price(name) > 10

    @memo
    def label(self, name: str) -> str:
        self.asked.append(f"label {name}")
        return f"{name}!" if self.is_dear(name) else name

    def after(self, prices: dict[str, int]) -> Shop:
        """The same shop in the next build."""
        next_shop = Shop(prices)
        next_shop.memory.past = Before(
            dict(self.memory.made),
            {("price", name): digest_of(encoded(price)) for name, price in self.prices.items()},
        )
        return next_shop


LABEL = ("Shop.label", "en", "tea")


def test_a_memo_is_made_once() -> None:
    shop = Shop({"tea": 12})
    assert (shop.label("tea"), shop.label("tea")) == ("tea!", "tea!")
    assert shop.asked == ["label tea", "dear tea"]


def test_reads_are_those_of_the_memo_itself() -> None:
    shop = Shop({"tea": 12})
    with recording() as reads:
        shop.label("tea")
    assert reads == {LABEL}
    assert shop.memory.made[LABEL].reads == (("Shop.is_dear", "en", "tea"),)
    assert shop.memory.made["Shop.is_dear", "en", "tea"].reads == (("price", "tea"),)


def test_what_nothing_changed_for_is_not_made_again() -> None:
    shop = Shop({"tea": 12, "salt": 1})
    shop.label("tea")
    later = shop.after({"tea": 12, "salt": 99})
    assert later.memory.is_same(LABEL)
    assert later.asked == []


def test_an_equal_value_cuts_the_change_off() -> None:
    shop = Shop({"tea": 12})
    shop.label("tea")
    later = shop.after({"tea": 13})
    assert later.memory.is_same(LABEL)
    assert later.asked == ["dear tea"]


def test_another_value_is_passed_on() -> None:
    shop = Shop({"tea": 12})
    shop.label("tea")
    later = shop.after({"tea": 3})
    assert not later.memory.is_same(LABEL)
    assert later.label("tea") == "tea"
    assert later.asked == ["dear tea", "label tea"]


def test_what_has_gone_counts_as_changed() -> None:
    shop = Shop({"tea": 12})
    shop.label("tea")
    later = shop.after({"salt": 1})
    later.memory.atoms = lambda key: encoded(later.prices.get(str(key[1])))
    assert not later.memory.is_same(LABEL)


def test_digests_do_not_depend_on_which_parts_are_the_same_object() -> None:
    text = "abc" * 100
    other = "".join(["abc"] * 100)
    assert encoded((text, text)) == encoded((text, other))
    assert digest_of(encoded((text,))) != digest_of(encoded((text, text)))


def test_what_another_process_tells_is_taken_once_and_without_copies():
    there, here = Shop({"tea": 12, "cake": 3}), Memory()
    told = there.memory.counts
    for name in ("tea", "cake"):
        there.label(name)
        records, _ = there.memory.since(*told)
        told = there.memory.counts
        there.memory.release(records, ())
        here.take(pickle.loads(pickle.dumps(records)), frozenset())  # noqa: S301 - made here

    keys = [*here.made, *(read for record in here.made.values() for read in record.reads)]
    assert len(set(map(id, keys))) == len(set(keys))
    assert list(here.made) == [
        ("Shop.is_dear", "en", "tea"), ("Shop.label", "en", "tea"),
        ("Shop.is_dear", "en", "cake"), ("Shop.label", "en", "cake"),
    ]  # fmt: skip
    assert there.memory.since(*told) == ({}, frozenset())
    assert all(record.reads == () for record in there.memory.made.values())


def test_a_value_that_is_let_go_of_is_not_made_again():
    memory, made = Memory(), []

    def make() -> list[str]:
        made.append("cake")
        return ["cake"]

    first = memory.get(("cake",), make, kept=True)
    memory.unload(("cake",))
    second = memory.get(("cake",), make, kept=True)

    assert second == first
    assert second is not first
    assert made == ["cake"]


def test_what_is_worked_out_in_another_process_counts_with_what_it_has_read():
    class Thing:
        @noted_property
        def value(self) -> int:
            note("atom")
            return 1

    there, here = Thing(), Thing()
    assert worked_out(there, "value") == {}
    assert there.value == 1
    take(here, worked_out(there, "value", "other"))
    with recording() as reads:
        assert here.value == 1

    assert reads == {("atom",)}
    assert vars(here) == vars(there)
