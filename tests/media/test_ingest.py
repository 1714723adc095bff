"""Adding originals: whole or not at all, never over another, with a sidecar to fill in."""

import datetime as dt

import pytest
import yaml

from quangba import settings as settings_
from quangba import yaml_source
from quangba.errors import InputError
from quangba.media import ingest, metadata, proposals
from quangba.media.metadata import Metadata
from quangba.media.sidecar import Sidecar
from quangba.validation import validate
from tests.media.photos import PLACE_WORDS, creators, described, photo, xmp_packet
from tests.small_sites import read, write

FULL = photo(
    artist="Nguyễn Văn A".encode(),
    description="Hội xuân".encode(),
    taken="2026:02:25 09:30:00",
    iptc=[(90, "Tân Thanh gate"), (92, "Tân Thanh gate"), (95, "Lạng Sơn"), (100, "VNM")],
    xmp=xmp_packet(
        creators("Nguyễn Văn A") + described(x_default="Hội xuân"),
        photoshop_City="Lạng Sơn",
        exif_GPSLatitude="21,51.2228N",
        exif_GPSLongitude="106,45.6914E",
    ),
)


@pytest.fixture
def project(tmp_path):
    return write(tmp_path / "site", {})


@pytest.fixture
def photos(tmp_path):
    """Put a file into the folder beside the project."""

    def put(name, data=FULL):
        file = tmp_path / "photos" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return file

    return put


def add(project, *files, **options):
    """Without workers: what they do is done here."""
    return ingest.add(
        settings_.read(project / "mkdocs.yml"),
        files,
        look=lambda found: [(file, metadata.look(file)) for file in found],
        **options,
    )


def library(project):
    folder = project / "assets" / "media"
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if not file.is_dir()
    }


def codes(problems):
    return [problem.code for problem in problems]


def test_a_photo_is_copied_and_its_sidecar_proposed(project, photos):
    source = photos("IMG_2031.JPG")
    before = source.stat()
    (added,), problems = add(project, source, folder="tan-thanh", name="hoi-xuan")

    assert problems == ()
    assert (added.name, added.sidecar, added.copied) == (
        "tan-thanh/hoi-xuan.jpg", "assets/media/tan-thanh/hoi-xuan.yml", True,
    )  # fmt: skip
    found = library(project)
    assert sorted(found) == ["tan-thanh/hoi-xuan.jpg", "tan-thanh/hoi-xuan.yml"]
    assert found["tan-thanh/hoi-xuan.jpg"] == FULL == source.read_bytes()
    assert (source.stat().st_mtime_ns, source.stat().st_mode) == (
        before.st_mtime_ns,
        before.st_mode,
    )
    assert yaml.safe_load(found["tan-thanh/hoi-xuan.yml"]) == {
        "alt": {"en": "TODO", "fr": "TODO"},
        "caption": {"en": "Hội xuân"},
        "credit": "Nguyễn Văn A",
        "licence": "TODO",
        "created": dt.date(2026, 2, 25),
    }


def test_no_place_ever_reaches_a_sidecar(project, photos):
    add(project, photos("a.jpg"))
    text = library(project)["a.yml"].decode()

    assert b"Tan Thanh" in FULL
    assert not [word for word in (*PLACE_WORDS, "GPS", "City", "21,51") if word in text]


def test_what_is_proposed_is_told_until_it_is_written(project, photos):
    add(project, photos("a.jpg"))
    made = read(project)

    assert made.codes == ["alt-todo", "alt-todo", "sidecar-todo"]
    sidecar = project / "assets" / "media" / "a.yml"
    text = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(
        text.replace("licence: TODO", "licence: CC0-1.0").replace(": TODO", ": A feast"),
        encoding="utf-8",
    )
    assert read(project).codes == []


def test_every_line_of_a_proposal_can_be_used(project):
    """Without its marks and with values, each commented line is a field of the schema."""
    languages = settings_.read(project / "mkdocs.yml").languages
    text = proposals.sidecar(languages, Metadata(), str)
    lines = text.replace("…", "x").splitlines()[1:]
    whole = "\n".join(line.removeprefix("# ") for line in lines)
    document, problems = yaml_source.parse(whole, "a.yml")
    sidecar, wrong = validate(Sidecar, document, "a.yml")

    assert (problems, wrong) == ((), ())
    assert sidecar is not None
    assert sidecar.unfinished == ("alt.en", "alt.fr", "credit", "licence")


@pytest.mark.parametrize(
    "text",
    ['He said: "x" # y', "a\\b", "- x", "{a: b}", "TODO's", "é 照片 🎏", "yes", "2026-01-01", "%"],
)  # fmt: skip
def test_any_text_is_read_back_as_it_was(project, text):
    languages = settings_.read(project / "mkdocs.yml").languages
    values = yaml.safe_load(proposals.sidecar(languages, Metadata(text, text), str))

    assert (values["credit"], values["caption"]["en"]) == (text, text)


# -- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("My boat.JPG", "my-boat.jpg"),
        ("Đền Mẫu (Đồng Đăng).jpeg", "den-mau-dong-dang.jpeg"),
        ("a..b.jpg", "a-b.jpg"),
        ("--x--.jpg", "x.jpg"),
        ("ảnh_1.tar.jpg", "anh-1-tar.jpg"),
    ],
)
def test_names_are_made_for_addresses(project, photos, given, name):
    (added,), _ = add(project, photos(given))

    assert added.name == name
    assert not [code for code in read(project).codes if code == "picture-name"]


@pytest.mark.parametrize("name", ["../../out", "/etc/out", "a/../../out", "..", "out.jpg"])
def test_a_name_never_leads_out_of_the_folder(project, photos, name):
    add(project, photos("a.jpg"), name=name)

    assert all(found in ("out", "etc-out", "a-out") for found in
               {file.partition(".")[0] for file in library(project)})  # fmt: skip


@pytest.mark.parametrize(
    "folder",
    [
        "tan-thanh/le-hoi",
        "Tân Thanh/Lễ hội",
        "assets/media/tan-thanh/le-hoi",
        "./tan-thanh/le-hoi",
    ],
)
def test_folders_by_any_of_their_names(project, photos, folder):
    (added,), _ = add(project, photos("a.jpg"), folder=folder)

    assert added.name == "tan-thanh/le-hoi/a.jpg"


@pytest.mark.parametrize("folder", ["..", "../docs", "a/../..", "/etc", "照片"])
def test_folders_outside_are_refused(project, photos, folder):
    with pytest.raises(InputError) as failure:
        add(project, photos("a.jpg"), folder=folder)

    assert codes(failure.value.problems) == ["add-folder"]
    assert library(project) == {}


def test_a_linked_folder_that_leads_outside_is_refused(project, photos, tmp_path):
    (tmp_path / "outside").mkdir()
    (project / "assets" / "media").mkdir(parents=True)
    (project / "assets" / "media" / "sea").symlink_to(tmp_path / "outside")
    with pytest.raises(InputError):
        add(project, photos("a.jpg"), folder="sea")

    assert list((tmp_path / "outside").iterdir()) == []


# -- refusals --------------------------------------------------------------------------------


def test_a_second_add_is_refused_and_changes_nothing(project, photos):
    source = photos("a.jpg")
    add(project, source)
    before = library(project)
    added, problems = add(project, source, name="other", folder="sea")

    assert (added, codes(problems)) == ((), ["add-duplicate"])
    assert library(project) == before


def test_the_same_picture_twice_in_one_call(project, photos):
    added, problems = add(project, photos("a.jpg"), photos("b.jpg"), photos("c.jpg", photo()))

    assert [each.name for each in added] == ["a.jpg", "c.jpg"]
    assert codes(problems) == ["add-duplicate"]
    assert problems[0].message.values["name"] == "a.jpg"


def test_another_picture_of_that_name_is_kept(project, photos):
    add(project, photos("a.jpg"))
    before = library(project)
    added, problems = add(
        project, photos("A.png", photo(name="PNG")), photos("a.jpg", photo(shade=9))
    )

    assert (added, codes(problems)) == ((), ["add-taken", "add-taken"])
    assert library(project) == before


def test_what_is_refused_does_not_stop_the_others(project, photos, tmp_path):
    link = tmp_path / "photos" / "link.jpg"
    good = photos("good.jpg")
    link.symlink_to(good)
    added, problems = add(
        project,
        link,
        photos("notes.txt", b"x"),
        photos("cut.jpg", FULL[:-400]),
        tmp_path / "none.jpg",
        tmp_path,
        photos("film.mp4", b"x"),
        photos("png.jpg", photo(name="PNG")),
        photos("0.png", b""),
        good,
    )

    assert [each.name for each in added] == ["good.jpg"]
    assert sorted(codes(problems)) == [
        "add-link", "add-missing", "add-missing", "add-video",
        "picture-broken", "picture-broken", "picture-format", "picture-suffix",
    ]  # fmt: skip
    assert sorted(library(project)) == ["good.jpg", "good.yml"]


# -- interruptions ---------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["link", "chmod", "replace"])
def test_an_interrupted_add_leaves_no_half_file_and_can_be_repeated(
    project, photos, monkeypatch, moment
):
    source = photos("a.jpg")

    def interrupted(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if moment == "link":
            patch.setattr(ingest.os, "link", interrupted)
        else:
            patch.setattr(ingest.Path, moment, interrupted)
        with pytest.raises(KeyboardInterrupt):
            add(project, source)

    assert library(project) == {}
    added, problems = add(project, source)
    assert ([each.name for each in added], problems) == (["a.jpg"], ())
    assert sorted(library(project)) == ["a.jpg", "a.yml"]


def test_texts_that_somebody_has_written_before_stay(project, photos):
    sidecar = project / "assets" / "media" / "a.yml"
    sidecar.parent.mkdir(parents=True)
    sidecar.write_text("credit: Me\n", encoding="utf-8")
    add(project, photos("a.jpg"))

    assert library(project) == {"a.jpg": FULL, "a.yml": b"credit: Me\n"}


def test_a_picture_put_there_by_hand_gets_its_sidecar(project):
    file = project / "assets" / "media" / "IMG_1.JPG"
    file.parent.mkdir(parents=True)
    file.write_bytes(FULL)
    (added,), problems = add(project, file)

    assert (added.copied, added.name, problems) == (False, "IMG_1.JPG", ())
    assert sorted(library(project)) == ["IMG_1.JPG", "IMG_1.yml"]


def test_a_file_that_changes_while_it_is_read_is_refused(project, photos):
    source = photos("a.jpg")

    def look(found):
        for file in found:
            looked = metadata.look(file)
            file.write_bytes(FULL + b"more")
            yield file, looked

    added, problems = ingest.add(settings_.read(project / "mkdocs.yml"), [source], look=look)

    assert (added, codes(problems)) == ((), ["add-failed"])
    assert library(project) == {}


def test_without_hard_links(project, photos, monkeypatch):
    """As on a memory card."""

    def no_links(*_):
        raise OSError("not supported")

    monkeypatch.setattr(ingest.os, "link", no_links)
    source = photos("a.jpg")
    (added,), _ = add(project, source)

    assert added.copied
    assert library(project)["a.jpg"] == FULL
    target = project / "assets" / "media" / "a.jpg"
    with pytest.raises(FileExistsError):
        ingest._copy(source, target, ingest._digest(source))
    assert not list(target.parent.glob(".*"))
