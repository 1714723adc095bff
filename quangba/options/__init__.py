"""What mkdocs.yml may say below `plugins: - quangba:`."""

from __future__ import annotations

from pydantic import Field

from quangba.options.budgets import Budgets
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

_CHECKS = (
    "{rules: {title-long: note}, exceptions:"
    " [{rule: title-twice, path: docs/vi/, until: 2027-03-31, reason: …}]}"
)


class Options(Model):
    """The plugin's options, below `plugins: - quangba:` in mkdocs.yml."""

    language_tags: dict[str, Words] = Field({}, examples=["{zh: zh-Hans}"])
    publisher: Publisher = Field(Publisher.model_construct(), examples=["{status: starter}"])
    media_dir: Words = Field("assets/media", examples=["assets/media"])
    documents_dir: Words = Field("assets/documents", examples=["assets/documents"])
    data_dir: Words = Field("assets/data", examples=["assets/data"])
    cache_dir: Words = Field(".cache", examples=[".cache"])
    translations_dir: Words = Field("assets/translations", examples=["assets/translations"])
    drafts: Flag = Field(False, examples=["false"])
    time_zone: Words = Field("UTC", examples=["Asia/Ho_Chi_Minh"])
    listings: Listings = Field(
        Listings.model_construct(), examples=["{page_size: 12, untranslated: mark}"]
    )
    feeds: FeedOptions = Field(
        FeedOptions.model_construct(), examples=["{items: 20, latest_path: latest}"]
    )
    terms: TermOptions = Field(
        TermOptions.model_construct(), examples=["{annotate: [place, gate], most: 12}"]
    )
    machine_translation: MachineTranslation = Field(
        MachineTranslation.model_construct(),
        examples=["{command: [my-translator, --to, '{target}']}"],
    )
    writing: dict[str, Habits] = Field({}, examples=["{vi: {tone_marks: old}}"])
    robots: tuple[RobotsLine, ...] = Field((), examples=["['User-agent: SomeBot', 'Disallow: /']"])
    indexnow: IndexNow | None = Field(None, examples=["{key: 3f9a1c20b4de4c7d}"])
    budgets: Budgets = Field(Budgets.model_construct(), examples=["{page: 50, picture: 600}"])
    checks: Checking = Field(Checking.model_construct(), examples=[_CHECKS])
    security: Security = Field(
        Security.model_construct(),
        examples=["{hsts: 31536000, frame_ancestors: [https://portal.example.org]}"],
    )
    publish: dict[Name, Target] = Field({}, examples=["{web: {kind: folder, path: /srv/www}}"])
    offline_copy: OfflineCopy = Field(OfflineCopy.model_construct(), examples=["{old_after: 90}"])
