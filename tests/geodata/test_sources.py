from geodata.sources import ATTRIBUTIONS
from geodata.tables import DATA


def test_every_attribution_stands_in_the_sources_of_the_tables() -> None:
    sources = (DATA / "SOURCES.md").read_text(encoding="utf-8")

    texts = [text for attribution in ATTRIBUTIONS for text in attribution.text.split(", ")]
    assert [text for text in texts if text not in sources] == []


def test_every_attribution_in_the_sources_is_shown() -> None:
    sources = (DATA / "SOURCES.md").read_text(encoding="utf-8")

    shown = {attribution.text for attribution in ATTRIBUTIONS}
    cells = {cell.strip() for line in sources.splitlines() if line.startswith("|") for cell in line.split("|")}
    asked_for = {text for cell in cells if "加工して作成" in cell for text in cell.split(" / ")}
    assert asked_for <= shown


def test_every_attribution_says_what_and_under_which_licence() -> None:
    assert all(attribution.what and attribution.text and attribution.licence for attribution in ATTRIBUTIONS)
