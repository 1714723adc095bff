"""How languages are written: what passes, beside what tests/golden shows failing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quangba.checks import chinese, han_forms, texts, vietnamese
from quangba.checks.texts import Line
from quangba.content.schema import PageWords
from quangba.content.tree import Page
from quangba.languages import Language
from tests.small_sites import MKDOCS_YML, page, words

SIMPLIFIED = Language("zh", "zh-Hans", "中文")
TAIWAN = Language("zh", "zh-TW", "中文")
HONG_KONG = Language("zh", "zh-Hant-HK", "中文")


def codes(rules, text):
    return [problem.code for problem in rules(Line("a.md", 1, text))]


def hints(rules, text):
    return [str(problem.hint) for problem in rules(Line("a.md", 1, text))]


def chinese_rules(language=SIMPLIFIED, spacing="none"):
    return chinese.Rules(language, language.script, spacing)


# -- characters -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "乾隆、乾坤、乾陵、乾县、陈乾",
        "著名、著作、显著、编著、土著",
        "皇后、太后、王后、后羿",
        "瞭望台、瞭哨",
        "狼藉、慰藉、枕藉",
        "宫商角徵羽、魏徵",
        "覆盖、覆灭、颠覆",
        "夥颐、获益甚夥",
        "么、什么、老么",
        "薹菜",
        "拚命、打坏、沈静、沈船长",
        "谷雨、山谷、稻谷",
        "里程、公里、这里、邻里",
        "干净、干部、干戈、树干",
        "发展、头发",
        "面条、面貌",
        "台湾、平台、台州",
        "松树、放松",
        "余、其余",
        "征求、长征",
        "钟、钟情",
        "冲、冲突",
        "丑时、丑陋",
        "斗、斗争",
        "几乎、茶几",
        "范、范围",
        "李昇、迺、邨、堃、喆、龢、淼、甯",
        "云南、诗云",
        "系、关系、联系",
        "郁、忧郁",
        "升、升降",
        "岱依族、侬族、文朗、谅山、凭祥、友谊关、黄文树、瑞雄、同登、天琴、沱江",
        "叠、重叠",
        "仇、雠",
        "像、图像、好像",
        "吁、呼吁",
        "曲、曲折",
        "沈阳、沈",
        "象、印象",
        "桌、采、彩",
    ],
)  # fmt: skip
def test_simplified_text_with_characters_of_both_scripts(text):
    assert codes(chinese_rules(), text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("這裡", "这里"), ("文朗縣", "县"), ("以後", "后"), ("位於", "于"), ("乾燥", "干"),
        ("什麼", "么"), ("徵求", "征"), ("瞭解", "了"), ("答覆", "复"), ("頭髮", "头发"),
        ("臺灣", "台湾"), ("皇后和以後", "后"), ("著名的遺址", "遗"),
    ],
)  # fmt: skip
def test_traditional_characters_and_what_they_should_be(text, right):
    assert hints(chinese_rules(), text) == [f"Write: {right}"]


@pytest.mark.parametrize("language", [TAIWAN, HONG_KONG])
@pytest.mark.parametrize(
    "text",
    [
        "皇后、公里、以後、乾燥、干戈",
        "床、峰、群、秘、羣、牀",
        "裡、裏、著、着、爲、為",
        "台灣、臺灣",
        "麵、面、丑",
    ],
)
def test_traditional_text_of_every_country(text, language):
    assert codes(chinese_rules(language), text) == []


def test_simplified_characters_get_the_form_of_the_country():
    assert hints(chinese_rules(TAIWAN), "国家的灯塔") == ["Write: 國, 燈"]
    assert hints(chinese_rules(HONG_KONG), "这里为") == ["Write: 這, 為"]


def test_openccs_own_simplified_words():
    """All but a few, which are no simplified words or not only that."""
    rules = han_forms.Forms("Hans")
    words = [key for key, _ in han_forms._rows("STPhrases.txt")]

    assert len(words) > 40_000
    assert sum(1 for word in words if [*rules(word)]) < 12


@pytest.mark.parametrize("territory", ["TW", "HK"])
def test_openccs_own_traditional_words(territory):
    rules = han_forms.Forms("Hant", territory)

    assert [
        word for _, forms in han_forms._rows("STPhrases.txt") for word in forms if [*rules(word)]
    ] == []


# -- punctuation and spaces -------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "价格12.3万，比例1:100，时间8:00。", "Co., Ltd.的货车", "A, B, C和D", "见vvc.vn。",
        "文朗（Văn Lãng）和那岑（Na Sầm; Na Sầm Commune）。", "他说：“好！”",
        "等……好", "iPhone (2019)",
        "《文朗志》，第1/2页", "and/or", "26.5公里，约3,500人", "C++、f(x)的值", "No. 4A",
        f"{texts.OBJECT} 公里", f"约{texts.OBJECT}，在此", "一—二",
        "10:30，12:45", "what? no!",
    ],
)  # fmt: skip
def test_what_is_set_as_it_should_be(text):
    assert codes(chinese_rules(), text) == []


@pytest.mark.parametrize(
    ("text", "code", "right"),
    [
        ("好,好", "han-punctuation", "好，好"), ("好, 好", "han-punctuation", "好，好"),
        ("好.", "han-punctuation", "好。"), ("注: A", "han-punctuation", "注：A"),
        ("好?", "han-punctuation", "好？"), ("好!", "han-punctuation", "好！"),
        ("甲;乙", "han-punctuation", "甲；乙"), ("Văn Lãng,好", "han-punctuation", "Lãng，好"),
        ("等...", "han-punctuation", "等……"), ("等。。。", "han-punctuation", "等……"),
        ("等…好", "han-punctuation", "等……好"), ("谷歌(Google)", "han-brackets", "（Google）"),
        ("Google (谷歌)", "han-brackets", "（谷歌）"), ("好（好)", "han-brackets", "（好）"),
        ("说'好'", "han-quotes", "‘…’"), ("在 Na", "han-spacing", "在Na"),
        ("Na 乡", "han-spacing", "Na乡"), ("好， 好", "han-spacing", "好，好"),
        ("好 （好）", "han-spacing", "好（好）"),
    ],
)  # fmt: skip
def test_what_is_not(text, code, right):
    rules = chinese_rules()

    assert codes(rules, text) == [code]
    assert hints(rules, text) == [f"Write: {right}"]


def test_spaces_by_habit():
    assert codes(chinese_rules(spacing="space"), "在 2025 年，Na Sầm 乡") == []
    assert codes(chinese_rules(spacing="space"), "在2025年") == ["han-spacing", "han-spacing"]
    assert codes(chinese_rules(spacing="any"), "在2025 年") == []


# -- Vietnamese -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Hòa bình, thúy, khỏe, Ủy ban, hoàn toàn, quý, quà, già, thuở, huýt, khuỷu, ngoáy",
        "huà, xiá, duì, Huì, Guǎngxī", "Then, sli, coóng phù", "pho-to, na-sam.vn, info@na-sam.vn",
        "António Gaudí, Hué, José, où, père, Orléans, Chloé",
    ],
)  # fmt: skip
def test_vietnamese_that_is_right(text):
    assert codes(vietnamese.Rules("old", ()), text) == []


def test_both_habits_pass_where_no_one_is_set():
    rules = vietnamese.Rules("any", ())

    assert codes(rules, "Hòa bình, hoà bình") == []
    assert codes(rules, "tòan") == ["tone-place"]


def test_a_name_keeps_the_habit_of_the_register():
    rules = vietnamese.Rules("old", ["Trường Thuỷ Hoà"])

    assert codes(rules, "Trường Thuỷ Hoà ở đây.") == []
    assert hints(rules, "Nguồn thuỷ lợi của Trường Thuỷ Hoà.") == ["Write: thủy"]


# -- where words stand ------------------------------------------------------------------------


def shown(body, language=SIMPLIFIED, make_site=None):
    made = make_site(
        {
            "mkdocs.yml": MKDOCS_YML.replace("quangba: {}", "quangba: {language_tags: {fr: zh}}"),
            "docs/en/a.md": page(),
            "docs/fr/a.md": words(body, title="雾岛"),
        }
    )
    page_of = made.site.tree.entries["a.md"].pages["fr"]
    lines = [
        (line.number, line.text.replace(texts.OBJECT, "▪"))
        for line in texts.of_page(page_of, language)
    ]
    return [each for each in lines if each[0] >= page_of.body_line]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("`a` 雾 ``b ` c``\n", [(5, "▪ 雾 ▪")]),
        ("```\n代碼,\n```\n雾\n", [(5, "```"), (8, "雾")]),
        ('[灯塔](a.md "題, 目")和![港](/media/a.svg)\n', [(5, "灯塔和港")]),
        ("[灯塔][1]。[^2]\n\n[1]: https://a.example/,雾\n[^2]: 注\n", [(5, "灯塔。"), (8, "注")]),
        ("- [ ] **雾**岛\n1. 灯 _塔_\n## 一 {#a .b}\n", [(5, "雾岛"), (6, "灯 塔"), (7, "一")]),
        ('!!! note "雾"\n    灯塔\n', [(5, "雾"), (6, "灯塔")]),
        ('<span lang="zh-Hant">霧島</span>即雾岛\n', [(5, "▪即雾岛")]),
        ('<span lang="zh-Hans">雾岛</span>。\n', [(5, "雾岛。")]),
        ("*霧島*{lang=zh-Hant}，雾岛\n", [(5, "▪，雾岛")]),
        ('<blockquote lang="zh-Hant">\n霧\n島\n</blockquote>\n雾\n', [(5, "▪"), (9, "雾")]),
        ("| 雾 | 岛 |\n|---|---|\n", [(5, "▪ 雾 ▪ 岛 ▪"), (6, "▪---▪---▪")]),
        ('{{ fact("a", "b") }}，雾&nbsp;岛 <!-- 霧 -->\n', [(5, "▪，雾\N{NO-BREAK SPACE}岛")]),
        ("见 https://a.example/霧。雾\n", [(5, "见 ▪。雾")]),
    ],
)  # fmt: skip
def test_what_readers_see_of_a_page(body, lines, make_site):
    assert shown(body, make_site=make_site) == lines


ZH = MKDOCS_YML.replace("quangba: {}", "quangba: {language_tags: {fr: zh}}")


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"docs/fr/a.md": words(title="霧島"), "docs/en/a.md": page()}, ("docs/fr/a.md", 2)),
        ({"assets/data/topics.yml": "sea:\n  name:\n    en: Sea\n    fr: 大海,\n"},
         ("assets/data/topics.yml", 4)),
        ({"assets/data/terms.csv": "id,kind,en,fr,also_fr\nquay,place,Quay,码头,碼頭\n"},
         ("assets/data/terms.csv", 2)),
        ({"mkdocs.yml": ZH.replace("name: Français", "name: 中文, site_name: 霧島")},
         ("mkdocs.yml", None)),
        ({"mkdocs.yml": ZH.replace("quangba: {", "quangba: {publisher: {name: {fr: 霧島}}, ")},
         ("mkdocs.yml", None)),
    ],
)  # fmt: skip
def test_words_that_stand_in_no_page(files, place, make_site):
    problems = make_site({"mkdocs.yml": ZH, **files}).problems

    found = [(each.path, each.line) for each in problems if each.code.startswith("han-")]
    assert found == [place]


def test_texts_of_pictures_have_their_lines(make_site):
    made = make_site(
        {
            "mkdocs.yml": ZH,
            "assets/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
            "assets/media/a.yml": "alt:\n  en: Fog\n  fr: 霧\ncredit: A\nlicence: CC0-1.0\n",
            "docs/en/a.md": page(picture="a.svg"),
        }
    )

    found = [(each.path, each.line) for each in made.problems if each.code == "han-traditional"]
    assert found == [("assets/media/a.yml", 3)]


def test_habits_are_set_by_folder_or_by_tag(make_site):
    for key in ("fr", "zh-Hant"):
        habits = f"writing: {{{key}: {{spacing: space}}}}"
        options = f"quangba: {{language_tags: {{fr: zh-Hant}}, {habits}}}"
        made = make_site({"mkdocs.yml": MKDOCS_YML.replace("quangba: {}", options)})

        language = made.site.settings.language("fr")
        assert made.site.settings.habits(language).spacing == "space"


MARKS = "*_`[](){}<>!#|:-+=\"'\\&;,.?~^$%/@ \n\t0123456789"
CHARS = "雾霧岛島乾後，。（）…“”aZéđĐðếòoaưw\u0301\u0323İßﬁ" + texts.OBJECT
BODIES = st.lists(
    st.sampled_from(
        [*MARKS, *CHARS, "<span lang=zh-Hant>", "</span>", "{{ x }}", "&#10;", "&NewLine;", "<!--",
         "-->", "```\n", "{lang=fr}", "https://a.b/c", "tieengs", "d9a6u", "[^1]: "]
    ), max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(BODIES)
def test_any_text_can_be_read(body):
    vi = Language("vi", "vi", "Tiếng Việt")
    for language, rule in (
        (SIMPLIFIED, chinese_rules()),
        (TAIWAN, chinese_rules(TAIWAN, "space")),
        (vi, vietnamese.Rules("new", ["Hòa"])),
    ):
        front = PageWords(title=f"{body}.", description="a")
        page_of = Page("a.md", "zh", "a.md", front, body, 4, {})
        for line in texts.of_page(page_of, language):
            assert line.number is None or 4 <= line.number <= 4 + body.count("\n")
            for problem in rule(line):
                assert str(problem)


def test_other_languages_have_no_such_rules(make_site):
    made = make_site(
        {"docs/en/a.md": page('Fog,雾 (霧) tieengs "x".\n'), "docs/fr/a.md": words("Hoà, 霧,\n")}
    )

    assert [code for code in made.codes if code.startswith(("han-", "tone-", "typing-"))] == []
