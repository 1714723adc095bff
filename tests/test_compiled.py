"""What Python compiles from texts is the same whether it was kept or not."""

import dataclasses
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quangba import compiled

ROOT = Path(__file__).parents[1]
COMPILER = re._compiler
BATCHED = not hasattr(dataclasses, "_create_fn")  # Python 3.13 and later


@pytest.fixture
def process(tmp_path, monkeypatch):
    """Begin a process anew, as far as it is about what is kept; gives what it keeps."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled.atexit, "register", lambda _: None)
    # the ones of this process, which quangba has put its own in place of
    monkeypatch.setitem(vars(dataclasses), "exec", exec)
    without = inspect.getclosurevars(COMPILER.compile).nonlocals.get("without", COMPILER.compile)
    monkeypatch.setattr(COMPILER, "compile", without)

    def begin() -> compiled._Kept:
        kept = compiled._Kept(str(tmp_path / "x.kept"))
        monkeypatch.setitem(vars(dataclasses), "exec", compiled._methods(kept))
        compiler = type("Compiler", (), {**vars(COMPILER), "compile": staticmethod(without)})
        monkeypatch.setattr(COMPILER, "compile", compiled._patterns(kept, compiler))
        re.purge()
        return kept

    return begin


def _made():
    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Made:
        """A class with all that there can be in one."""

        a: int
        b: "str" = "x"
        c: list[int] = dataclasses.field(default_factory=list, compare=False)
        d: dataclasses.InitVar[int] = 3
        _: dataclasses.KW_ONLY
        e: tuple[int, ...] = ()

        def __post_init__(self, d):
            if d < 0:
                raise ValueError(d)

    return Made


def _told(cls):
    """Everything that can be seen of the class and of the code of its methods."""
    one, other = cls(1, e=(2,)), cls(2, "y", [3])
    methods = {
        name: (
            value.__qualname__,
            str(inspect.signature(value)),
            str(value.__annotations__),
            value.__defaults__,
            value.__kwdefaults__,
            value.__code__,
            value.__code__.co_filename,
            list(value.__code__.co_lines()),
        )
        for name in ("__init__", "__eq__", "__lt__", "__hash__", "__setattr__", "__delattr__")
        if inspect.isfunction(value := vars(cls)[name])
    }
    assert len(methods) == 6
    return methods, repr(one), hash(dataclasses.replace(one, c=[])), one < other, one == other


def _failures(cls):
    for wrong in (cls, lambda: cls(1, f=2), lambda: cls(1, d=-1)):
        with pytest.raises((TypeError, ValueError)) as raised:
            wrong()
        lines = [(each.name, each.lineno) for each in raised.traceback[1:]]
        yield str(raised.value), lines
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'a'"):
        cls(1).a = 2


def test_a_class_is_the_same_made_without_with_and_from_what_is_kept(process):
    plain = _made()
    told, failures = _told(plain), list(_failures(plain))

    first = process()
    assert (_told(_made()), list(_failures(_made()))) == (told, failures)
    first.write()
    assert bool(first._used) is not BATCHED

    again = process()
    assert (_told(_made()), list(_failures(_made()))) == (told, failures)
    assert again._before == first._used
    assert not again._writes


PATTERNS = [
    (r"a(?P<one>b)|(?P<two>[^\W\d_]{2,})(?P=one)?", 0),
    (r"[㐀-鿿豈-\ufaff\U00020000-\U0003ffff]+", re.IGNORECASE),
    ("(?x) a b # c\n (d)", re.MULTILINE),
    (rb"\xff(?P<n>[\x00-\x08])", 0),
    ("\ud800", 0),
    ("a", re.ASCII | re.IGNORECASE),
    ("é", re.IGNORECASE),
    (r"(?i:é)(?-i:x)(?>y*)z++", 0),
    ("", 0),
]


def _of_module(pattern, flags):
    """As a module asks: `re` has nothing of its own of it."""
    names = {"re": re, "pattern": pattern, "flags": flags}
    exec("found = re.compile(pattern, flags)", names)  # noqa: S102
    return names["found"]


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_pattern_is_the_same_made_without_with_and_from_what_is_kept(process, pattern, flags):
    plain = re.compile(pattern, flags)

    first = process()
    assert compiled._same(_of_module(pattern, flags), plain)
    first.write()
    assert len(first._used) == 1

    again = process()
    kept = _of_module(pattern, flags)
    assert compiled._same(kept, plain)
    assert kept is not plain
    assert not again._writes
    assert again._used


def test_of_functions_and_of_places_no_pattern_is_kept(process):
    kept = process()

    def within():
        return re.compile("of a function")

    within()
    _of_module(rb"\w", re.LOCALE)
    assert not kept._used
    _of_module("of a module", 0)
    assert len(kept._used) == 1


def test_what_is_wrong_or_warned_of_is_so_each_time(process):
    kept = process()
    for _ in range(2):
        with pytest.raises(re.error, match=r"unterminated character set at position 1"):
            _of_module("a[", 0)
        re.purge()
        with pytest.warns(FutureWarning, match="Possible nested set"):
            _of_module("[[a]b]", 0)
        re.purge()
    with pytest.raises(TypeError):
        re.compile(1)
    assert not kept._used


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(file.read_bytes()[:200] + b"?" + file.read_bytes()[201:]),
        lambda file: (file.unlink(), file.mkdir()),
    ],
    ids=["gone", "empty", "short", "changed", "a folder"],
)
def test_a_damaged_file_costs_time_and_no_more(process, tmp_path, spoil):
    first = process()
    _of_module("a+", 0)
    first.write()
    spoil(tmp_path / "x.kept")

    again = process()
    assert again._before == {}
    assert compiled._same(_of_module("a+", 0), re.compile("a+"))
    again.write()
    assert [file.name for file in tmp_path.iterdir() if file.name != "x.kept"] == []


def test_a_file_of_another_python_is_not_read(process, monkeypatch):
    first = process()
    _of_module("a+", 0)
    first.write()
    assert process()._before
    monkeypatch.setattr(compiled, "_PYTHON", b"4.0")
    assert process()._before == {}


def test_what_another_process_has_written_meanwhile_stays(process):
    one, other = process(), process()
    one.put(b"1", 1)
    other.put(b"2", 2)
    one.write()
    other.write()
    assert process()._before.keys() == {b"1", b"2"}


def test_what_nobody_asks_for_any_more_goes_when_it_is_too_much(process, monkeypatch):
    one = process()
    one.put(b"1", 1)
    one.write()
    monkeypatch.setattr(compiled, "_MOST", 1)
    other = process()
    other.put(b"2", 2)
    other.write()
    assert process()._before.keys() == {b"2"}


def test_nothing_is_kept_where_python_keeps_nothing(process, monkeypatch, tmp_path):
    kept = process()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _made()
    _of_module("a+", 0)
    assert not kept._used
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled.os, "access", lambda *_: False)
    kept = process()
    _made()
    assert not kept._used
    compiled.keep(None)
    assert list(tmp_path.iterdir()) == []


PROGRAM = """
import sys
from quangba import compiled
before = compile
def told(text, name, *rest, **options):
    if name == "<string>":
        print("compiled")
    return before(text, name, *rest, **options)
vars(compiled)["compile"] = told
import quangba.problems, quangba.store
"""


def _run(folder, *options):
    done = subprocess.run(
        [sys.executable, f"-Xpycache_prefix={folder}", *options, "-c", PROGRAM],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True, env={"SYSTEMROOT": ""},
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.count("compiled")


def test_a_second_process_compiles_nothing(tmp_path):
    """And the file is where Python has its own, of which it is one for each way of compiling."""
    first = _run(tmp_path, "-B")
    assert list(tmp_path.rglob("*.kept")) == []
    assert (first, _run(tmp_path), _run(tmp_path)) == (first, first, 0)
    assert _run(tmp_path, "-O") == first
    tag = sys.implementation.cache_tag
    files = {file.name: file for file in tmp_path.rglob("*.kept")}
    assert set(files) == {f"compiled.{tag}.kept", f"compiled.{tag}.opt-1.kept"}
    assert {file.parent for file in files.values()} == {
        file.parent for file in tmp_path.rglob(f"problems.{tag}.pyc")
    }
    assert BATCHED or first > 6


def test_where_there_can_be_no_folder_nothing_happens(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert _run(tmp_path / "file" / "x") == _run(tmp_path / "file" / "x")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_pattern_of_a_function_is_kept_where_it_lasts(process):
    def made(text: str) -> re.Pattern[str]:
        return re.compile(text)

    kept = process()
    made("for one page[0-9]")
    assert not kept._used
    with compiled.lasting():
        made("for all pages[0-9]")
    assert len(kept._used) == 1
    made("for another[0-9]")
    assert len(kept._used) == 1
