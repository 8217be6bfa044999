import sys
from collections.abc import Callable

import pytest

from services import serve

Started = dict[str, object]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Started]:
    """Start with these arguments, a server that only notes what it was told."""
    told: Started = {}

    class Server:
        def __init__(self, target: str, **options: object) -> None:
            told.update(options, target=target)

        def __getattr__(self, _name: str) -> Callable[..., None]:
            return lambda *_args, **_options: None

    def started(*arguments: str) -> Started:
        monkeypatch.setattr(sys, "argv", ["serve", *arguments])
        monkeypatch.setattr(serve, "Granian", Server)
        serve.main()
        return told

    return started


def test_by_default_only_this_machine_is_served(start: Callable[..., Started]) -> None:
    told = start()

    assert (told["target"], told["factory"]) == ("app:create_app", True)
    assert (told["address"], told["port"]) == ("127.0.0.1", 8000)


def test_host_port_processes_and_threads_can_be_chosen(start: Callable[..., Started]) -> None:
    told = start("--host", "0.0.0.0", "--port", "8123", "--workers", "3", "--threads", "5")  # noqa: S104 - a test.

    assert (told["address"], told["port"], told["workers"], told["blocking_threads"]) == ("0.0.0.0", 8123, 3, 5)  # noqa: S104


@pytest.mark.parametrize("arguments", [("--port", "http"), ("--wrokers", "2"), ("here",)])
def test_what_it_does_not_know_it_refuses(
    start: Callable[..., Started], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as caught:
        start(*arguments)

    assert caught.value.code == 2
    assert arguments[-1] in capsys.readouterr().err
