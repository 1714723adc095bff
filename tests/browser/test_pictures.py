"""Pictures in their frames: `sizes` tells the truth, and a crop keeps its subject."""

from __future__ import annotations

import pytest

from tests.browser.conftest import UseTab
from tests.browser.web import ALL_VIEWS, VIEWS, Served

pytestmark = pytest.mark.browser

WIDTHS = (320, 412, 768, 1024, 1440, 1920)
BLURRED, WASTED = 0.85, 1.65
"""How far what `sizes` says may be from what the layout shows, as a share."""

MEASURE = """() => [...document.images].filter(each => each.checkVisibility() && each.sizes)
  .map(image => {
  const box = image.getBoundingClientRect();
  const ratio = image.getAttribute('width') / image.getAttribute('height');
  const cropped = getComputedStyle(image).objectFit === 'cover';
  const needed = cropped ? Math.max(box.width, box.height * ratio) : box.width;
  const part = image.sizes.split(',').map(each => each.trim().match(/^(\\(.*?\\))?\\s*(.*)$/))
    .find(each => !each[1] || matchMedia(each[1]).matches);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.probe { position: absolute; font-size: 16px; width: ${part[2]}; }`);
  document.adoptedStyleSheets = [sheet];
  const probe = document.createElement('i');
  probe.className = 'probe';
  document.documentElement.append(probe);
  const told = probe.getBoundingClientRect().width;
  probe.remove();
  return [image.currentSrc || image.src, image.sizes, Math.round(needed), told / needed];
})"""

# A title as long as a drawing is high, or a picture of another shape than the drawings:
# these places may be told too much, never too little.
WIDER = ("63vw", "62vw", "54vw", "91vw", "58vw")


@pytest.mark.parametrize(
    ("served", "view"),
    [(key, view) for key, view in ALL_VIEWS if view != "missing"],
    indirect=["served"],
)
def test_sizes_say_how_wide_a_picture_is_shown(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(height=800)
    start = served.pages(view)[0][1]
    tab.go(start)
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 720 if width < 700 else 900})
        for source, sizes, needed, share in tab.page.evaluate(MEASURE):
            most = 2.2 if any(each in sizes for each in WIDER) else WASTED
            assert BLURRED <= share <= most, f"{width}: {source} {sizes} for {needed} px"


@pytest.mark.parametrize("served", list(VIEWS), indirect=True)
def test_every_crop_keeps_its_subject(served: Served, use_tab: UseTab):
    """A picture cut to its frame says where its subject lies."""
    tab = use_tab()
    for view in ("home", "listing", "news"):
        for _, start in served.pages(view):
            tab.go(start)
            blind = tab.page.evaluate(
                """[...document.images].filter(each => getComputedStyle(each).objectFit === 'cover'
                  && !/focal-[0-4]-[0-4]/.test(each.className)).map(each => each.src)"""
            )
            assert blind == [], start
