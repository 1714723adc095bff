"""Pictures of the library as readers of one language see them: their files, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from quangba.languages import Language
from quangba.media import service
from quangba.media.licences import LICENCES
from quangba.media.markup import PictureSet
from quangba.media.original import Original
from quangba.memory import Owner, memo
from quangba.press import PictureUses
from quangba.registers.localised import in_language
from quangba.site import Site


@dataclass(frozen=True, slots=True)
class Image:
    """A picture without words, as cards have it.

    sets: its files by use (hero, card, figure …); dots: colours of the placeholder; focal_class:
    of the stylesheet, keeps the focal point in crops, on a 5 by 5 grid.
    """

    name: str
    focal_class: str
    dots: tuple[str, ...]
    sets: Mapping[str, PictureSet]

    @property
    def alt(self) -> str:
        """Nothing: the words beside it say what it shows."""
        return ""


@dataclass(frozen=True, slots=True)
class Picture(Image):
    """A picture with its words, in the reader's language. Each is read where it is asked for.

    So it is no value of a memo: the digest of that would be of words that nobody has asked for.
    """

    words: Images = field(repr=False)

    @property
    def alt(self) -> str:
        """What it shows, for those who do not see it; '' where nobody is to be told."""
        return self.words.alt(self.name)

    @property
    def caption(self) -> str:
        """What stands below it."""
        return self.words.caption(self.name)

    @property
    def credit(self) -> str:
        """Who made it."""
        return self.words.rights(self.name)[0]

    @property
    def licence(self) -> str:
        """What may be done with it."""
        return self.words.rights(self.name)[1]

    @property
    def licence_url(self) -> str | None:
        """Where its licence can be read."""
        return LICENCES.get(self.licence)

    def __reduce__(self) -> NoReturn:
        """Raises TypeError, as the value of a memo is written to make its digest."""
        raise TypeError(self.name)


class Images(Owner):
    """The pictures of a site for readers of one language."""

    def __init__(self, site: Site, language: Language, uses: PictureUses) -> None:
        self._site = site
        self._language = language
        self._uses = uses
        super().__init__(site.memory, language.locale)

    def picture(self, name: str) -> Picture | None:
        """A picture with its words."""
        found = self.image(name)
        if found is None:
            return None
        return Picture(found.name, found.focal_class, found.dots, found.sets, words=self)

    @memo
    def image(self, name: str) -> Image | None:
        """A picture without them."""
        original = self._site.pictures.get(name)
        if original is None:
            return None
        column, row = (min(4, int(part * 5)) for part in original.focal)
        return Image(
            name=name,
            focal_class=f"focal-{column}-{row}",
            dots=() if original.facts.alpha else original.facts.dots,
            sets=self._sets(original),
        )

    def _sets(self, original: Original) -> Mapping[str, PictureSet]:
        recipes = self._site.recipes
        plans = service.planned(original, recipes, self._uses.of(original.name))
        return {name: service.picture_set(original, recipes[name], plans[name]) for name in plans}

    @memo
    def alt(self, name: str) -> str:
        """What a picture shows, for those who do not see it."""
        return self._localised(self._site.pictures[name].alt or {})

    @memo
    def caption(self, name: str) -> str:
        """What stands below a picture."""
        return self._localised(self._site.pictures[name].caption)

    def rights(self, name: str) -> tuple[str, str]:
        """Who made a picture, and its licence."""
        return self._site.pictures[name].rights

    def _localised(self, text: Mapping[str, str]) -> str:
        return in_language(text, self._language.locale, self._site.settings.source.locale)
