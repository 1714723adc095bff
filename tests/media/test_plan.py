"""Which renditions a picture gets: sums that must come out right for every size."""

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.media import plan
from quangba.media.plan import Box, Rendition
from quangba.media.recipes import Recipe

sizes = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))
aspects = st.tuples(st.integers(1, 4000), st.integers(1, 4000))
focals = st.tuples(st.floats(0, 1), st.floats(0, 1))
ladders = st.lists(st.integers(16, 8192), min_size=1, max_size=8)
recipes = st.builds(
    Recipe, widths=ladders.map(tuple), aspect=st.none() | aspects, formats=st.just(("avif", "jpeg"))
) | st.builds(Recipe, full_size=st.integers(16, 16_384), aspect=st.none() | aspects)
CENTRE = (0.5, 0.5)
CROP = Box(0, 0, 800, 600)
RENDITION = Rendition(CROP, 400, 300, "avif", 50)
DIGEST = "0" * 64


@given(sizes, recipes, focals)
def test_every_rendition_lies_inside_the_picture_and_is_no_larger(size, recipe, focal):
    found = plan.renditions(size, recipe, focal)

    assert found
    for each in found:
        crop = each.crop
        assert 0 <= crop.left < crop.right <= size[0]
        assert 0 <= crop.top < crop.bottom <= size[1]
        assert 1 <= each.width <= crop.width
        assert 1 <= each.height <= crop.height


@given(sizes, recipes, focals)
def test_every_format_has_the_same_widths_ascending(size, recipe, focal):
    found = plan.renditions(size, recipe, focal)
    by_format = {
        name: [each.width for each in found if each.format == name] for name in recipe.formats
    }

    assert len({tuple(widths) for widths in by_format.values()}) == 1
    widths = by_format[recipe.formats[0]]
    assert widths == sorted(set(widths))
    assert len({each.crop for each in found}) == 1


@given(ladders, st.integers(1, 9000))
def test_no_width_is_nearly_another_and_the_largest_possible_is_kept(wanted, available):
    found = plan.widths(wanted, available)

    assert max(found) == min(max(wanted), available)
    assert set(found) <= {*wanted, available}
    for smaller, larger in itertools.pairwise(found):
        assert smaller < larger * (1 - plan.NEAR)


@given(ladders, st.integers(1, 9000))
def test_every_width_wanted_is_served_by_one_that_is_little_larger(wanted, available):
    found = plan.widths(wanted, available)

    for width in wanted:
        if width <= available:
            assert any(width <= each <= width / (1 - plan.NEAR) + 1 for each in found)


@given(sizes, aspects)
def test_a_crop_has_the_shape_asked_for_and_could_not_be_larger(size, aspect):
    box = plan.crop_box(size, aspect, CENTRE)
    across, down = aspect

    # at most half a pixel from the exact shape, along the side that is cut; one is the least
    if size[0] * down > size[1] * across:
        assert box.height == size[1]
        exact = max(1, size[1] * across / down)
        assert abs(box.width - exact) <= 0.5
    else:
        assert box.width == size[0]
        assert abs(box.height - max(1, size[0] * down / across)) <= 0.5


@given(sizes, aspects, focals)
def test_a_crop_keeps_the_focal_point_as_near_to_its_centre_as_it_can(size, aspect, focal):
    box = plan.crop_box(size, aspect, focal)

    for start, end, whole, part in (
        (box.left, box.right, size[0], focal[0]),
        (box.top, box.bottom, size[1], focal[1]),
    ):
        point = whole * part
        assert start - 0.5 <= point <= end + 0.5
        off = point - (start + end) / 2
        if off > 0.5:
            assert end == whole
        if off < -0.5:
            assert start == 0


@given(st.integers(1, 400), aspects, focals)
def test_a_picture_of_exactly_that_shape_is_not_cropped(times, aspect, focal):
    size = aspect[0] * times, aspect[1] * times

    assert plan.crop_box(size, aspect, focal) == Box(0, 0, *size)


@given(st.integers(1200, 9000), st.integers(630, 9000), focals)
def test_a_share_picture_is_1200_by_630_whenever_the_original_is_large_enough(width, height, focal):
    recipe = Recipe(widths=(1200,), aspect=(1200, 630), formats=("jpeg",))
    (found,) = plan.renditions((width, height), recipe, focal)

    assert (found.width, found.height) == (1200, 630)


@given(sizes, st.integers(16, 16_384), st.none() | aspects)
def test_a_full_size_file_has_its_longest_edge_where_it_was_asked(size, full, aspect):
    recipe = Recipe(full_size=full, aspect=aspect, formats=("jpeg",))
    (found,) = plan.renditions(size, recipe)
    longest = max(found.width, found.height)

    assert longest <= full
    if max(found.crop.width, found.crop.height) <= full:
        assert found.width == found.crop.width


@given(sizes, recipes)
def test_the_shape_is_kept_to_the_pixel(size, recipe):
    for each in plan.renditions(size, recipe):
        across, down = recipe.aspect or (each.crop.width, each.crop.height)
        exact = each.width * down / across
        limits = {1, each.crop.height, recipe.full_size}
        assert abs(each.height - exact) <= 0.5 or each.height in limits


@given(sizes, recipes, focals)
def test_an_original_is_halved_as_often_as_leaves_enough_pixels(size, recipe, focal):
    for each in plan.renditions(size, recipe, focal):
        times = 2**each.halvings
        enough = each.crop.width / times, each.crop.height / times
        if times > 1:
            assert enough[0] >= 1.25 * each.width
            assert enough[1] >= 1.25 * each.height
        assert min(enough[0] / each.width, enough[1] / each.height) < 2.5


@given(sizes)
def test_an_original_is_decoded_at_a_size_that_screens_need_and_workers_can_hold(size):
    longest = max(size) / 2 ** plan.decoding(size)

    assert longest < 2.5 * plan.DENSE
    assert longest >= min(1.25 * plan.DENSE, max(size))


def test_names_of_renditions_never_change_by_accident(monkeypatch):
    """Another name makes every site render everything again."""
    monkeypatch.setattr(plan, "PIPELINE", 1)

    assert RENDITION.key(DIGEST) == (
        "53eb09539e737ec79138f12e3f3eb38b5b6a885e0ffd3ddfb22e3b6c30e6383c"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"width": 401},
        {"height": 301},
        {"format": "jpeg"},
        {"quality": 51},
        {"crop": Box(1, 0, 800, 600)},
        {"crop": Box(0, 1, 800, 600)},
        {"crop": Box(0, 0, 799, 600)},
        {"crop": Box(0, 0, 800, 599)},
    ],
    ids=str,
)
def test_every_option_has_a_part_in_the_name(change):
    assert dataclasses.replace(RENDITION, **change).key(DIGEST) != RENDITION.key(DIGEST)


def test_every_field_is_among_those_options():
    assert {field.name for field in dataclasses.fields(Rendition)} == {
        "crop", "width", "height", "format", "quality"
    }  # fmt: skip
    assert {field.name for field in dataclasses.fields(Box)} == {"left", "top", "right", "bottom"}


def test_the_content_and_the_pipeline_have_a_part_in_the_name(monkeypatch):
    before = RENDITION.key(DIGEST)

    assert RENDITION.key("1" * 64) != before
    monkeypatch.setattr(plan, "PIPELINE", plan.PIPELINE + 1)
    assert RENDITION.key(DIGEST) != before


@given(sizes, recipes, focals)
def test_different_renditions_have_different_names(size, recipe, focal):
    found = plan.renditions(size, recipe, focal)

    assert len({each.key(DIGEST) for each in found}) == len(found)
