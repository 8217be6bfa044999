"""What can go wrong, one class and one sentence each; the web, the API and the terminal each show it their way."""


class MadoguchiError(Exception):
    """Something a person caused, or must know of."""


class NotFound(MadoguchiError):
    """There is no such thing."""


class BadParameter(MadoguchiError):
    """A parameter has a value that is unknown or impossible."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        """Keep the parameter's `name`, the `value` as given, and in words what it may be (`allowed`)."""
        super().__init__(f"{name}={value!r}: may be {allowed}")
        self.name = name
        self.value = value
        self.allowed = allowed


class BadSetting(MadoguchiError):
    """An environment variable holds what the program cannot use."""


class BadRecord(MadoguchiError):
    """A record to be imported is wrong; the message names the record, the field and the reason."""


class DatabaseUnusable(MadoguchiError):
    """The database lacks what the program needs, for example PostGIS."""
