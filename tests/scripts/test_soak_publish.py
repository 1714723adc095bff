"""The script that kills publishers: a short run of it, and that it sees a broken site."""

import soak_publish
from quangba import settings
from quangba.publish import release, targets


def test_a_short_run():
    tally = soak_publish.run(kills=1, seconds=60, seed=1)

    assert tally.kills == {"folder": 1, "git": 1}
    assert tally.broken == []


def test_a_broken_site_is_seen(tmp_path):
    config, sites = soak_publish._project(tmp_path)
    whole = [release.read(site).files for site in sites]
    target = targets.opened(settings.read(config), "folder")
    target.publish(release.read(sites[0]), lambda _: None)
    assert soak_publish._broken(config, "folder", whole) == []

    (target.path / "current" / "same1.txt").unlink()
    assert soak_publish._broken(config, "folder", whole) == ["folder: same1.txt"]
    assert soak_publish._broken(config, "folder", whole[1:]) == ["folder: a mixture"]
