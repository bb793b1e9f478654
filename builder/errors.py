"""What can go wrong, by who has to act.

```text
BuilderError            what a user can mend; `cli.py` prints it without a traceback
├── BusyError           another run is at work in this project; it can be waited for
├── ConfigError         a setting is unknown or has an impossible value
├── SeedError           one seed cannot be used; the build goes on without it
│   └── ReadError       its bytes are not what they should be
├── FetchError          one web address cannot be fetched; the others are
├── PageError           one page in `docs/` cannot be used; it is left alone and reported
└── PublishError        the site was not published; the one there before is untouched
```

Anything else that is raised is a fault of ours and stops the run.
"""

from pathlib import PurePath


class BuilderError(Exception):
    """What a user can mend: says where, what, and the fix."""


class BusyError(BuilderError):
    """Another run is at work in this project; it can be waited for."""


class ConfigError(BuilderError):
    """A setting is unknown or has an impossible value."""


class _LocatedError(BuilderError):
    """Shared shape of the errors that name one file."""

    def __init__(self, path: PurePath | str, what: str, *, fix: str = "", line: int | None = None) -> None:
        what = " ".join(what.splitlines())  # it may quote a file: a message stays one line
        where = " ".join(f"{path}".splitlines()) + (f":{line}" if line else "")
        super().__init__(f"{where}: {what}" + (f" ({fix})" if fix else ""))
        self.path, self.what, self.fix, self.line = path, what, fix, line


class SeedError(_LocatedError):
    """One seed cannot be used; the build goes on without it."""


class ReadError(SeedError):
    """A seed's bytes are not what they should be."""


class FetchError(_LocatedError):
    """One web address cannot be fetched; the others are."""


class PageError(_LocatedError):
    """One page in `docs/` cannot be used; it is left alone and reported."""


class PublishError(BuilderError):
    """The site was not published; the one there before is untouched."""
