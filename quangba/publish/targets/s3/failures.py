"""What a store's refusals mean, and what to do about them.

The store's own words are never shown: a refused signature comes with the key's name, and what
was signed, in the answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from botocore import exceptions as boto
from botocore.exceptions import ClientError

from quangba.errors import PublishError
from quangba.messages import Text, msg

NEEDED = "s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject"
_ABSENT = frozenset({"NoSuchKey", "NotFound", "404"})
_BUSY = frozenset({"SlowDown", "ServiceUnavailable", "Throttling", "ThrottlingException",
                   "RequestLimitExceeded", "TooManyRequests", "503", "429"})  # fmt: skip
_KEYS = frozenset({"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken",
                   "TokenRefreshRequired", "ExpiredTokenException",
                   "UnrecognizedClientException"})  # fmt: skip
_ELSEWHERE = frozenset({"PermanentRedirect", "AuthorizationHeaderMalformed", "TemporaryRedirect",
                        "IllegalLocationConstraintException", "301", "307"})  # fmt: skip
_FULL = frozenset({"QuotaExceeded", "InsufficientStorage", "XMinioStorageFull",
                   "XAmzStorageFull", "507"})  # fmt: skip


def absent(failure: Exception) -> bool:
    """Whether an object is not there."""
    return isinstance(failure, ClientError) and _code(failure) in _ABSENT


def refused(failure: Exception, bucket: str, place: str) -> PublishError:
    """What to say of a failure. place: how people name the store."""
    if isinstance(failure, ClientError):
        return PublishError(_answered(failure, bucket, place))
    return PublishError(_unanswered(failure, bucket, place))


def _code(failure: ClientError) -> str:
    return str(failure.response.get("Error", {}).get("Code", ""))


def _answered(failure: ClientError, bucket: str, place: str) -> Text:
    code, operation = _code(failure), failure.operation_name
    answer: Mapping[str, object] = failure.response.get("ResponseMetadata", {})
    status = answer.get("HTTPStatusCode", 0)
    if code == "NoSuchBucket":
        return msg("There is no bucket “{bucket}” at {place}. Look at `bucket`, `endpoint` and"
                   " `region` of the target.", bucket=bucket, place=place)  # fmt: skip
    if code in _KEYS:
        return msg("{place} does not take the credentials ({code}). Look at the profile, or at the"
                   " environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY.",
                   place=place, code=code)  # fmt: skip
    if code == "RequestTimeTooSkewed":
        return msg("{place} says that this machine's clock is wrong. Set the time, and publish"
                   " again.", place=place)  # fmt: skip
    if code in _ELSEWHERE:
        return msg("The bucket “{bucket}” is in another region. Write its region in the target:"
                   "  {example}", bucket=bucket, example=f"region: {_region(answer)}")  # fmt: skip
    if code in _BUSY:
        return msg("{place} is too busy ({code}). Publish again in a few minutes: what was sent is"
                   " not sent again.", place=place, code=code)  # fmt: skip
    if code in _FULL:
        return msg("{place} has no room left ({code}).", place=place, code=code)
    if status == 403:
        return msg("{place} forbids {operation} in the bucket “{bucket}” ({code}). The credentials"
                   " need: {needed}.", place=place, operation=operation, bucket=bucket,
                   code=code, needed=NEEDED)  # fmt: skip
    if isinstance(status, int) and status >= 500:
        return msg("{place} is in trouble ({code}). Publish again later: what was sent is not sent"
                   " again.", place=place, code=code)  # fmt: skip
    return msg("{place} has refused {operation} ({code}).",
               place=place, operation=operation, code=code)  # fmt: skip


def _region(answer: Mapping[str, object]) -> str:
    headers = answer.get("HTTPHeaders")
    found = headers.get("x-amz-bucket-region") if isinstance(headers, Mapping) else None
    return str(found or "ap-southeast-1")


def _unanswered(failure: Exception, bucket: str, place: str) -> Text:
    match failure:
        case boto.NoCredentialsError() | boto.PartialCredentialsError():
            return msg("There are no credentials for {place}. Set AWS_ACCESS_KEY_ID and"
                       " AWS_SECRET_ACCESS_KEY in the environment, or name a profile in the target:"
                       "  {example}", place=place, example="profile: office")  # fmt: skip
        case boto.ProfileNotFound():
            return msg("The profile of the target is not in ~/.aws/config, nor in"
                       " ~/.aws/credentials.")  # fmt: skip
        case (
            boto.CredentialRetrievalError()
            | boto.TokenRetrievalError()
            | boto.SSOError()
            | boto.LoginError()
        ):
            return msg("The credentials of the profile have run out. Log in again, for example"
                       " with: aws sso login")  # fmt: skip
        case boto.NoRegionError() | boto.InvalidRegionError():
            return msg("The region is not known. Write it in the target:  {example}",
                       example="region: ap-southeast-1")  # fmt: skip
        case boto.SSLError():
            return msg("{place} cannot show that it is what it says (certificate). Look at"
                       " `endpoint`, and at this machine's clock.", place=place)  # fmt: skip
        case boto.ParamValidationError() | boto.InvalidDNSNameError() | ValueError():
            return msg("“{bucket}” at {place} cannot be asked for. Look at `bucket` and `endpoint`"
                       " of the target.", bucket=bucket, place=place)  # fmt: skip
        case _:
            return msg("The connection to {place} has failed ({kind}). Publish again: what was sent"
                       " is not sent again.", place=place, kind=type(failure).__name__)  # fmt: skip
