"""The browser files we serve: complete, with their licences, copied only when they changed."""

from pathlib import PurePosixPath

import pytest

from scripts import vendor


def test_second_run_copies_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    vendor.main()
    capsys.readouterr()

    vendor.main()

    assert capsys.readouterr().out.startswith("static/vendor: 0 of")


def test_every_package_comes_with_its_licence() -> None:
    packages = {PurePosixPath(target).parts[0] for target in vendor.FILES.values()}

    assert {f"{package}/LICENSE" for package in packages} <= set(vendor.FILES.values())


def test_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vendor.FILES, "no-such-package/file.js", "no-such-package/file.js")

    with pytest.raises(SystemExit, match="no-such-package"):
        vendor.main()
