"""The licences that a picture may have: SPDX identifiers for content, and terms of our own."""

from __future__ import annotations

from typing import Literal, get_args

_CREATIVE_COMMONS = {
    "BY": ("1.0", "2.0", "2.5", "3.0", "4.0"),
    "BY-SA": ("1.0", "2.0", "2.5", "3.0", "4.0"),
    "BY-NC": ("1.0", "2.0", "2.5", "3.0", "4.0"),
    "BY-ND": ("1.0", "2.0", "2.5", "3.0", "4.0"),
    "BY-NC-SA": ("1.0", "2.0", "2.5", "3.0", "4.0"),
    "BY-NC-ND": ("2.0", "2.5", "3.0", "4.0"),  # 1.0 names its parts in another order
}
"""Parts of a licence -> its versions; older ones are on many pictures of the large archives."""

LICENCES: dict[str, str | None] = {
    **{
        f"CC-{parts}-{version}": f"https://creativecommons.org/licenses/{parts.lower()}/{version}/"
        for parts, versions in _CREATIVE_COMMONS.items()
        for version in reversed(versions)
    },
    "CC-BY-ND-NC-1.0": "https://creativecommons.org/licenses/by-nd-nc/1.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-PDDC": "https://creativecommons.org/licenses/publicdomain/",
    "CC-PDM-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
    "OGL-UK-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "FAL-1.3": "https://artlibre.org/licence/lal/en/",
    "GFDL-1.2-only": "https://www.gnu.org/licenses/old-licenses/fdl-1.2.html",
    "GFDL-1.3-or-later": "https://www.gnu.org/licenses/fdl-1.3.html",
    "LicenseRef-PublicDomain": None,
    "LicenseRef-Permission": None,  # the author allowed this site to show it
    "LicenseRef-OwnWork": None,  # made by the publisher's staff; all rights kept
}
"""Identifier -> address of its text, where it has one."""

COMMON = (
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "LicenseRef-PublicDomain",
    "LicenseRef-Permission",
    "LicenseRef-OwnWork",
)
"""Those that a message names as examples."""

Freedom = Literal["free", "by", "by_sa", "by_nc", "by_nd", "by_nc_sa", "by_nc_nd", "text", "press"]
"""What anybody may do: everything; under the conditions of Creative Commons; what the licence's
text says; nothing, but for those whom the publisher gives the picture, as to the press."""

_ANYTHING = ("CC0-1.0", "CC-PDDC", "CC-PDM-1.0", "LicenseRef-PublicDomain")
_NOBODY = ("LicenseRef-Permission", "LicenseRef-OwnWork")


def freedom(identifier: str) -> Freedom:
    """What a licence allows those who get a picture from the site. Unknown ones allow nothing."""
    if identifier in _ANYTHING:
        return "free"
    if identifier in _NOBODY or identifier not in LICENCES:
        return "press"
    parts = identifier.removeprefix("CC-").rpartition("-")[0].lower().replace("-", "_")
    ordered = "by_nc_nd" if parts == "by_nd_nc" else parts
    return next((each for each in get_args(Freedom) if each == ordered), "text")
