"""A store that speaks S3 as a target."""

from quangba.publish.targets.s3.target import Bucket, opened

__all__ = ["Bucket", "opened"]
