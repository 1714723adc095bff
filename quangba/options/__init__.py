"""What mkdocs.yml may say below `plugins: - quangba:`."""

from __future__ import annotations

from pydantic import Field

from quangba.options.checking import Checking
from quangba.options.offline import OfflineCopy
from quangba.options.security import Security
from quangba.options.site import (
    FeedOptions,
    Habits,
    IndexNow,
    Listings,
    MachineTranslation,
    Publisher,
    RobotsLine,
    TermOptions,
)
from quangba.options.targets import Name, Target
from quangba.validation import Flag, Model, Words


class Options(Model):
    """The plugin's options, below `plugins: - quangba:` in mkdocs.yml."""

    language_tags: dict[str, Words] = Field({}, examples=["{zh: zh-Hans}"])
    publisher: Publisher = Field(Publisher(), examples=["{status: starter}"])
    media_dir: Words = Field("assets/media", examples=["assets/media"])
    documents_dir: Words = Field("assets/documents", examples=["assets/documents"])
    data_dir: Words = Field("assets/data", examples=["assets/data"])
    cache_dir: Words = Field(".cache", examples=[".cache"])
    translations_dir: Words = Field("assets/translations", examples=["assets/translations"])
    drafts: Flag = Field(False, examples=["false"])
    time_zone: Words = Field("UTC", examples=["Asia/Ho_Chi_Minh"])
    listings: Listings = Field(Listings(), examples=["{page_size: 12, untranslated: mark}"])
    feeds: FeedOptions = Field(FeedOptions(), examples=["{items: 20, latest_path: latest}"])
    terms: TermOptions = Field(TermOptions(), examples=["{annotate: [place, gate], most: 12}"])
    machine_translation: MachineTranslation = Field(
        MachineTranslation(), examples=["{command: [my-translator, --to, '{target}']}"]
    )
    writing: dict[str, Habits] = Field({}, examples=["{vi: {tone_marks: old}}"])
    robots: tuple[RobotsLine, ...] = Field((), examples=["['User-agent: SomeBot', 'Disallow: /']"])
    indexnow: IndexNow | None = Field(None, examples=["{key: 3f9a1c20b4de4c7d}"])
    checks: Checking = Field(Checking(), examples=["{rules: {title-long: note}}"])
    security: Security = Field(Security(), examples=["{}"])
    publish: dict[Name, Target] = Field({}, examples=["{web: {kind: folder, path: /srv/www}}"])
    offline_copy: OfflineCopy = Field(OfflineCopy(), examples=["{old_after: 90}"])
