"""Every module has a test of the same name, so that who changes one knows where to look."""

from pathlib import Path

from tests.sources_for_tests import modules, project_files

# Nothing here can be wrong by itself: values, tables and wiring that all other tests stand on.
WITHOUT_RULES = {
    "app.py": "wiring; the tests of services/web start it",
    "services/timetables.py": "values that the rules read",
    "services/web/staff/wiring.py": "wiring; every test of services/web/staff asks what it wires",
    "services/web/pages.py": "values that views fill",
    "services/web/location_parts.py": "values that views fill",
    "services/imports/records.py": "values that the importer fills",
    "services/migrations/env.py": "loaded by Alembic; tests/repository/test_migrations.py runs it",
}
WITHOUT_RULES_FOLDERS = {
    "services/models": "tables; tests/repository/test_migrations.py holds them against the migrations",
    "services/migrations/versions": "migrations; the same test runs them",
}


def namesake(module: Path) -> Path:
    return Path("tests", *module.parts[:-1], f"test_{module.name}")


def test_every_module_has_a_test_of_its_name() -> None:
    present = set(project_files("tests/*.py"))
    tested = [
        module
        for module in modules()
        if module.name != "__init__.py"
        and str(module) not in WITHOUT_RULES
        and str(module.parent) not in WITHOUT_RULES_FOLDERS
    ]

    assert [str(module) for module in tested if namesake(module) not in present] == []


def test_every_exception_still_exists() -> None:
    files = {str(path) for path in modules()}
    folders = {str(path.parent) for path in modules()}

    assert WITHOUT_RULES.keys() <= files
    assert WITHOUT_RULES_FOLDERS.keys() <= folders
