"""What the template of a film sees."""

from pathlib import Path
from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.picture_uses import clips_of_tree, of_tree
from quangba.view.builder import Builder
from tests.small_sites import page, words

WAVES = Path(__file__).parent.parent / "sample_site" / "assets" / "media"
FILES = {
    f"assets/media/waves.{suffix}": (WAVES / f"waves.{suffix}").read_bytes()
    for suffix in ("mp4", "yml", "en.vtt", "fr.vtt")
}
VIDEO = page("Text.\n", kind="video", date="2026-01-05", video="waves.mp4")
SITE = {**FILES, "docs/en/film.md": VIDEO, "docs/fr/film.md": words("Texte.\n")}


def view(site, locale="en", uri="film.md"):
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
    builder = Builder(site, site.settings.language(locale), nothing)
    return builder.entry_view(site.tree.entries[uri])


def test_a_film_has_its_files_best_first_and_subtitles_of_all_languages(make_site):
    site, problems = make_site(SITE)
    film = view(site, "fr").video

    assert problems == ()
    assert (film.width, film.height, film.megabytes) == (160, 90, None)
    assert [source.type.partition(";")[2][:13] for source in film.sources] == [
        ' codecs="av01', ' codecs="avc1',
    ]  # fmt: skip
    assert all(source.media == "" for source in film.sources)
    assert film.download == film.sources[-1].src
    assert film.poster.startswith("media/waves-160.")
    assert film.poster.endswith(".jpg")
    assert [(track.tag, track.label, track.default) for track in film.tracks] == [
        ("en", "English", False), ("fr", "Français", True),
    ]  # fmt: skip
    assert film.transcript == ("Les vagues viennent.", "Les vagues partent.")
    assert film.transcript_tag is None


def test_a_large_film_has_a_file_for_wide_screens(make_site, tmp_path):
    from tests.media import clips

    large = clips.clip(tmp_path / "large.mp4", (1280, 720), 2, 10, layout=None).read_bytes()
    site, _ = make_site({**SITE, "assets/media/waves.mp4": large})

    found = [(each.src.split(".")[0][-9:], each.media) for each in view(site).video.sources]

    assert found == [
        ("-720p-av1", "(min-width: 48em)"), ("-480p-av1", ""),
        ("720p-h264", "(min-width: 48em)"), ("480p-h264", ""),
    ]  # fmt: skip


def test_the_poster_is_the_picture_of_cards_and_squares_and_no_other_file_is_made(make_site):
    site, _ = make_site(SITE)

    assert of_tree(site.tree) == {("waves.mp4", use) for use in ("card", "poster", "square")}
    assert clips_of_tree(site.tree) == {"waves.mp4"}
    assert set(view(site).picture.sets) == {"card", "poster", "square"}
    assert view(site).picture.alt == "Drawn waves, one behind the other"


def test_without_own_subtitles_readers_get_those_of_the_source_marked_as_such(make_site):
    site, problems = make_site({**SITE, "assets/media/waves.fr.vtt": None})
    film = view(site, "fr").video

    assert [(each.code, each.severity.name) for each in problems] == [
        ("subtitles-missing", "WARNING")
    ]
    assert (film.transcript[0], film.transcript_tag) == ("Waves come.", "en")
    assert [track.default for track in film.tracks] == [False]


def test_without_the_source_subtitles_nothing_is_built(make_site):
    _, (problem,) = make_site({**SITE, "assets/media/waves.en.vtt": None})

    assert str(problem) == (
        "assets/media/waves.mp4: error: The video has no subtitles in the language “en”."
        " [subtitles-missing]\n"
        "    Write assets/media/waves.en.vtt; what is not spoken is told in them too."
    )


def test_subtitles_with_errors_are_told_once(make_site):
    made = make_site({**SITE, "assets/media/waves.fr.vtt": "WEBVTT\n\nx\n"})

    assert made.codes == ["subtitles-time"]


def test_a_sound_and_what_is_said_are_two_paragraphs(make_site):
    told = "WEBVTT\n\n00:00.000 --> 00:01.000\n[Bells]\nHere we are.\n"
    site, _ = make_site({**SITE, "assets/media/waves.en.vtt": told})

    assert view(site).video.transcript == ("[Bells]", "Here we are.")


def test_a_page_that_is_its_own_transcript_shows_no_second_one(make_site):
    site, problems = make_site(
        {
            **SITE,
            "docs/en/film.md": VIDEO.replace(
                "video: waves.mp4", "video: waves.mp4\ntranscript: page"
            ),
        }
    )

    assert problems == ()
    assert view(site).video.transcript == ()


def test_a_film_that_is_not_there(make_site):
    _, (problem,) = make_site({"docs/en/film.md": VIDEO.replace("waves.mp4", "wave.mp4"), **FILES})

    assert (problem.code, problem.line) == ("video-missing", 7)
    assert "Did you mean “waves.mp4”?" in str(problem)


def test_a_film_without_alt_in_a_language_of_its_page(make_site):
    sidecar = "alt: {en: Waves}\ncredit: A. Painter\nlicence: CC0-1.0\n"
    made = make_site({**SITE, "assets/media/waves.yml": sidecar})

    assert made.codes == ["picture-alt"]


@pytest.mark.parametrize("expires", ["2020-01-01"])
def test_rights_of_films_are_those_of_pictures(make_site, expires):
    sidecar = f"alt: {{en: a, fr: b}}\ncredit: A\nlicence: CC0-1.0\nexpires: {expires}\n"
    made = make_site({**SITE, "assets/media/waves.yml": sidecar})

    assert made.codes == ["rights-expired"]
