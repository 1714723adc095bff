"""Cards and posters: plans that hold what they must, fonts that have what they draw, same bytes."""

import io
import itertools
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageColor, ImageFont, ImageStat

from quangba import settings as site_settings
from quangba.media import qr, render
from quangba.media.cards import draw, forms, look, service
from quangba.media.cards.faces import BOLD, REGULAR
from quangba.media.cards.forms import CARD, POSTER, Words
from quangba.media.cards.service import Order
from quangba.media.cards.sheet import FALL, RISE, Area, Coded, Filled, Lettered, Pictured
from quangba.media.original import Original
from quangba.media.sidecar import Sidecar

ROOT = Path(__file__).parents[2]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100">'
    '<rect width="160" height="100" fill="#4f918a"/><circle cx="40" cy="50" r="30"/></svg>'
)
ADDRESS = "https://van-lang.example/zh/su-kien/hoi-chua-tan-thanh/"
WORDS = Words(
    title="新清寺庙会：农历正月初九，“边境”上的春天（Tân Thanh）",
    label="活动 · 2027年2月14日",
    text="新清寺（chùa Tân Thanh）位于新清口岸旁；每年正月初九举行庙会。",
    facts="2027年2月14日 · 新清寺",
    site="文朗（Văn Lãng）",
    hint="扫一扫，用手机打开本页",
    address=ADDRESS,
    host="van-lang.example",
    kept=("新清寺", "Tân Thanh"),
)


@pytest.fixture(scope="module")
def theme():
    return look.read(site_settings.read(ROOT / "mkdocs.yml"))


titles = st.one_of(
    st.text(st.sampled_from("Ẫợ gyđÊ ỷ,:–"), max_size=160),
    st.text(st.sampled_from("文朗新清寺谅山，。！（）《》“”2025年 abc"), max_size=90),
    st.text(st.characters(codec="utf-8"), max_size=60),
)


# -- plans ---------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(titles, titles, st.sampled_from(["card", "poster"]), st.booleans(), st.booleans())
def test_every_line_stays_on_the_sheet_and_clear_of_the_others(
    theme, title, text, form, pictured, has_spot
):
    words = Words(title, "Sự kiện", text, "Ẫ", "Văn Lãng", "Quét mã", ADDRESS, "h.example")
    sheet = forms.plan(form, words, theme, pictured=pictured, spot="boat" if has_spot else None)
    assert (sheet.width, sheet.height) == (CARD if form == "card" else POSTER)
    letters = [part for part in sheet.parts if isinstance(part, Lettered)]
    pictures = [part.area for part in sheet.parts if isinstance(part, Pictured)]
    for line in letters:
        width = theme.faces.width(line.text, line.weight) * line.size / 1000
        assert line.x >= 0
        assert line.x + width <= sheet.width
        assert line.y - line.size * RISE >= 0
        assert line.y + line.size * FALL <= sheet.height + 1
        for area in pictures:
            above_or_left = line.x + width <= area.x or line.y - line.size * RISE >= area.bottom
            assert above_or_left, "words stand beside or below the picture"
    for first, second in itertools.combinations(letters, 2):
        if first.size == second.size and first.colour == second.colour and first.x == second.x:
            assert abs(first.y - second.y) >= 1.2 * first.size - 1, "marks would touch"


def test_words_do_not_run_into_the_drawing_of_a_page_without_a_picture(theme):
    words = Words("Ẫ " * 60, "Khám phá", site="Văn Lãng")
    sheet = forms.plan("card", words, theme, pictured=False, spot="boat")
    ends = [
        line.x + theme.faces.width(line.text, line.weight) * line.size / 1000
        for line in sheet.parts
        if isinstance(line, Lettered)
    ]
    assert max(ends) <= 846


def test_long_titles_get_smaller_and_in_the_end_an_ellipsis(theme):
    def title(words):
        sheet = forms.plan("card", Words(words), theme, pictured=True, spot=None)
        return [part for part in sheet.parts if isinstance(part, Lettered) and part.size > 35]

    short, long, endless = title("Na Sầm"), title("Na Sầm bên sông " * 4), title("Na Sầm " * 60)
    assert short[0].size > long[0].size > endless[0].size
    assert "…" not in "".join(line.text for line in long)
    assert endless[-1].text.endswith("…")


# -- fonts ---------------------------------------------------------------------------------


def test_each_part_of_a_line_has_the_font_that_has_it(theme):
    runs = theme.faces.runs("新清（Tân Thanh）“口岸”", BOLD)
    latin, han = "Be Vietnam Pro", "Noto Sans CJK SC"
    assert [(run.text, run.face.family) for run in runs] == [
        ("新清（", han),
        ("Tân Thanh", latin),
        ("）“口岸”", han),
    ]


def test_quotation_marks_are_those_of_the_letters_before_them(theme):
    latin = theme.faces.runs("“Tân Thanh” – chợ", BOLD)
    assert {run.face.family for run in latin} == {"Be Vietnam Pro"}


def test_weights(theme):
    assert {run.face.weight for run in theme.faces.runs("Sông", REGULAR)} == {400}
    assert {run.face.weight for run in theme.faces.runs("江", REGULAR)} == {700}  # the only one


def test_what_no_font_has_is_told_and_left_out(theme):
    assert theme.faces.missing("Na Sầm 🎉, 𪚥: ไทย\u200b\n") == ("🎉", "𪚥", "ไ", "ท", "ย")
    assert "".join(run.text for run in theme.faces.runs("A🎉B", BOLD)) == "AB"


def test_the_chinese_font_has_all_of_gb_2312(theme):
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    characters = [char for code in rows if (char := code.decode("gb2312", "ignore"))]
    assert len(characters) == 6763
    assert theme.faces.missing("".join(characters)) == ()


def test_no_mark_of_vietnamese_reaches_beyond_its_line(theme):
    capitals = [f"{base}" for base in "ẨẪẤẦẬỔỖỐỒỘỂỄẾỀỆỬỮỨỪỰỶỸÝỲỴ"]
    for face in theme.faces.all[:2]:
        font = ImageFont.truetype(str(face.file), 100)
        boxes = [font.getbbox(char, anchor="ls") for char in (*capitals, "g", "ợ", "ự", "y")]
        assert -min(box[1] for box in boxes) <= 100 * RISE
        assert max(box[3] for box in boxes) <= 100 * FALL


def test_widths_are_those_that_are_drawn(theme):
    for face in theme.faces.all:
        font = ImageFont.truetype(str(face.file), 1000, layout_engine=ImageFont.Layout.BASIC)
        text = "".join(char for char in "Nghiêng đường 2027 文朗" if face.has(char))
        known = sum(face.advances[ord(char)] for char in text)
        drawn = font.getlength(text, features=None) if text else 0
        assert known == pytest.approx(drawn, rel=0.03)


# -- codes ---------------------------------------------------------------------------------


def test_a_code_of_our_modules_is_read_by_another_program():
    rows = qr.modules(ADDRESS)
    image = Image.new("L", (len(rows), len(rows)))
    image.putdata([0 if dark else 255 for row in rows for dark in row])
    found = zxingcpp.read_barcodes(image.resize((image.width * 4,) * 2, Image.Resampling.NEAREST))
    assert [code.text for code in found] == [ADDRESS]


def test_a_code_is_a_small_drawing_without_styles_or_scripts():
    svg = qr.svg(ADDRESS)
    assert svg == qr.svg(ADDRESS)
    assert len(svg) < 3000
    assert not re.search(rb"style|script|href|<\?xml", svg)


# -- drawing -------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: https://brume.example/\n"
        "plugins:\n  - i18n: {languages: [{locale: en, name: English, default: true}]}\n"
    )
    media = tmp_path / "assets" / "media"
    media.mkdir(parents=True)
    (media / "a.svg").write_text(SVG)
    return site_settings.read(tmp_path / "mkdocs.yml")


@pytest.fixture
def desk(project, theme):
    file = project.media_dir / "a.svg"
    sidecar = Sidecar(alt={"en": "A"}, credit="A", licence="CC0-1.0")
    original = Original("a.svg", file, render.inspect(file), sidecar, "a.yml")
    return service.desk(project, theme, {"a.svg": original})


ORDERS = (
    Order("card", WORDS, "a.svg"),
    Order("poster", WORDS, "a.svg"),
    Order("card", WORDS, spot="boat"),
    Order("square", Words("")),
)


@pytest.fixture
def here(monkeypatch):
    """Drawn by this process: a worker takes longer to start than to draw."""

    def run(work, tasks):
        return ((task, work(task)) for task in tasks)

    monkeypatch.setattr(service.pool, "run", run)


def drawn(desk, orders=ORDERS):
    return [desk.file(order).read_bytes() for order in orders]


def test_sheets_have_their_size_and_format_and_no_more_bytes_than_they_may(project, desk, here):
    assert service.make(project, desk, ORDERS) == ()
    found = [(image.format, image.size) for image in map(opened, drawn(desk))]
    assert found == [
        ("JPEG", (1200, 630)),
        ("PNG", (750, 1200)),
        ("JPEG", (1200, 630)),
        ("JPEG", (320, 320)),
    ]
    sizes = [len(data) for data in drawn(desk)]
    assert max(sizes[0], sizes[2]) <= 120_000
    assert sizes[1] <= 200_000
    assert sizes[3] <= 15_000
    poster = opened(drawn(desk)[1]).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(poster)] == [ADDRESS]


def test_a_photo_of_many_colours_leaves_the_drawing_its_own(theme):
    """With one palette for both, the label became violet, and the mark lost sun and water."""
    wide, high = forms.POSTER_PICTURE
    across = Image.linear_gradient("L").resize((wide, high))
    photo = Image.merge("RGB", (across, across.rotate(90).resize((wide, high)), across))
    sheet = forms.plan("poster", WORDS, theme, pictured=True, spot=None)
    pictures = SimpleNamespace(crop=lambda width, height: photo)
    whole = draw.draw(sheet, theme.faces, pictures)
    few = draw.few_colours(whole, [Area(0, 0, wide, high)])

    below = 0, high, *forms.POSTER
    assert few.mode == "P"
    assert few.size == whole.size
    assert _distance(few.convert("RGB").crop(below), whole.crop(below)) < 3
    alone = photo.quantize(draw.SHOWN, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    assert few.convert("RGB").crop((0, 0, wide, high)) == alone.convert("RGB")
    colours = {colour for _, colour in few.convert("RGB").crop(below).getcolors()}
    assert {ImageColor.getrgb(theme.colours[name]) for name in ("paper", "night")} <= colours


def _distance(one, other):
    """Root of the mean square, of the worst channel."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).rms)


def test_the_same_orders_give_the_same_bytes(project, desk, here):
    orders = ORDERS[:2]
    service.make(project, desk, orders)
    first = drawn(desk, orders)
    for order in orders:
        desk.file(order).unlink()
    service.make(project, desk, orders)
    assert drawn(desk, orders) == first


def test_what_is_there_is_not_drawn_again(project, desk, here, monkeypatch):
    service.make(project, desk, ORDERS[2:])
    assert not service.lacking(desk, ORDERS[2:])
    monkeypatch.setattr(service.pool, "run", lambda work, tasks: (1 / 0 for _ in tasks))
    service.make(project, desk, ORDERS[2:])
    assert service.lacking(desk, ORDERS)


def test_a_picture_that_has_changed_meanwhile_is_told(project, desk):
    (project.media_dir / "a.svg").write_text(SVG.replace("30", "31"))
    failed = service.make(project, desk, (ORDERS[0], ORDERS[3]))
    assert [(name, found.code) for name, found in failed] == [("a.svg", "picture-changed")]
    assert desk.file(ORDERS[3]).is_file()


def test_what_no_page_uses_is_removed(project, desk, here):
    service.make(project, desk, ORDERS[2:])
    size = desk.file(ORDERS[2]).stat().st_size
    assert service.prune(desk, ORDERS[3:], dry_run=True) == (1, size)
    assert service.prune(desk, ORDERS[3:]) == (1, size)
    assert [file.name for file in desk.folder.iterdir()] == [desk.file(ORDERS[3]).name]


@pytest.mark.parametrize(
    "other",
    [
        Order("card", Words("B"), "a.svg"),
        Order("poster", Words("A"), "a.svg"),
        Order("card", Words("A")),
        Order("card", Words("A"), spot="boat"),
    ],
)
def test_a_sheet_is_named_by_all_that_it_shows(desk, other):
    assert desk.key(Order("card", Words("A"), "a.svg")) != desk.key(other)


def test_a_photo_is_decoded_no_larger_than_the_sheets_need(tmp_path, theme):
    file = tmp_path / "a.jpg"
    file.write_bytes(jpeg(2400, 1600))
    facts = render.inspect(file)
    pictures = draw._Pictures(draw.Subject(file, facts, (0.2, 0.5)))
    assert pictures.crop(*forms.CARD_PICTURE).size == forms.CARD_PICTURE
    assert pictures._pixels.image.size == (1200, 800)


def test_a_small_picture_fills_its_place_all_the_same(tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(jpeg(120, 80))
    pictures = draw._Pictures(draw.Subject(file, render.inspect(file), (0.5, 0.5)))
    assert pictures.crop(*forms.CARD_PICTURE).size == forms.CARD_PICTURE


def jpeg(width, height):
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


# -- the theme -----------------------------------------------------------------------------


def test_the_look_is_the_themes_own(theme):
    assert theme.colours["night"] == "#161f40"
    assert set(theme.colours) == set(look.COLOURS)
    mark = theme.drawing("mark", "#ffffff", night=True)
    assert "<circle" in mark
    assert ".mark-ridge{fill: #ffffff}" in mark
    assert theme.drawing("spot/no-such", "#ffffff") == ""


def test_a_theme_without_fonts_draws_nothing(project):
    bare = look.read(project)
    desk = service.desk(project, bare, {})
    assert not desk.is_open
    assert bare.colours["night"] == look.COLOURS["night"]


def test_a_look_that_is_damaged_is_read_and_kept_again(project, monkeypatch):
    (project.theme_dir / "css").mkdir(parents=True)
    (project.theme_dir / "css/a.css").write_text(":root { --night: #161f40; }", encoding="utf-8")
    first = look.kept(project, "theme")
    (file,) = (project.cache_dir / "looks").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"?")

    assert look.kept(project, "theme").digest == first.digest
    monkeypatch.setattr(look, "read", lambda _: pytest.fail("read again"))
    assert look.kept(project, "theme").colours["night"] == "#161f40"


def test_parts_of_a_poster(theme):
    sheet = forms.plan("poster", WORDS, theme, pictured=True, spot=None)
    kinds = {type(part) for part in sheet.parts}
    assert {Filled, Pictured, Coded, Lettered} <= kinds
