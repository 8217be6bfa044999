import subprocess
import sys

import pytest

HEAVY = "{'pandas', 'geopandas', 'pyproj', 'shapely', 'folium', 'rapidfuzz'}"


@pytest.mark.parametrize("module", ["coords", "folding", "gazetteer", "residents", "sources", "wards"])
def test_a_web_process_pays_for_no_heavy_library(module: str) -> None:
    question = f"import sys, geodata.{module}; print(sorted({HEAVY} & set(sys.modules)))"

    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("module", ["boundaries", "coverage", "compile", "gazetteer"])
def test_geodata_could_be_lifted_out(module: str) -> None:
    question = (
        f"import sys, geodata.{module}; print(sorted({{'flask', 'sqlalchemy', 'services'}} & set(sys.modules)))"
    )

    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"
