"""Where a site can be published to: one file a kind of target."""

from __future__ import annotations

from quangba.errors import PublishError
from quangba.messages import Text, msg
from quangba.options.targets import FolderTarget, GitTarget, RsyncTarget, S3Target
from quangba.publish.target import Target
from quangba.settings import Settings


def opened(settings: Settings, name: str) -> Target:
    """The target of a name in `publish`. Raises PublishError where there is none of this name.

    Nothing is reached yet: that is done by the target's methods.
    """
    options = settings.publish.get(name)
    if options is None:
        raise PublishError(_unknown(settings, name))
    match options:
        case FolderTarget():
            from quangba.publish.targets.folder import opened as opened_folder

            return opened_folder(settings, name, options)
        case GitTarget():
            from quangba.publish.targets.git import opened as opened_git

            return opened_git(settings, name, options)
        case RsyncTarget():
            from quangba.publish.targets.rsync import opened as opened_rsync

            return opened_rsync(options)
        case S3Target():
            from quangba.publish.targets.s3 import opened as opened_s3

            return opened_s3(options)


def _unknown(settings: Settings, name: str) -> Text:
    if not settings.publish:
        return msg("No target is set. Write in {file}, below quangba:  {example}",
                   file=settings.config_file.name,
                   example="publish: {web: {kind: folder, path: /srv/www/site}}")  # fmt: skip
    return msg("There is no target “{name}” in {file}. Targets are: {names}.",
               name=name, file=settings.config_file.name,
               names=", ".join(sorted(settings.publish)))  # fmt: skip
