"""No address that was ever given out is lost."""

import pytest
from flask import Flask

from services.web.audiences import Audience, audience_of
from tests.pages_for_tests import LANGUAGES
from tests.sources_for_tests import ROOT

LISTED = (ROOT / "tests" / "repository" / "published_urls.txt").read_text().splitlines()
PUBLISHED = [line for line in LISTED if not line.startswith("#")]


@pytest.mark.parametrize("slug", LANGUAGES)
def test_every_published_address_works(looked_at: Flask, slug: str) -> None:
    visitor = looked_at.test_client()
    addresses = [line.replace("<lang>", slug) for line in PUBLISHED]

    lost = [address for address in addresses if visitor.get(address, follow_redirects=True).status_code >= 400]

    assert lost == []


def test_every_public_route_is_published(looked_at: Flask) -> None:
    router = looked_at.url_map.bind("localhost")
    listed = {router.match(line.replace("<lang>", "en"))[0] for line in PUBLISHED}
    # Links with a token are mailed to one person, and end; whoever is signed in finds the rest by the menu.
    lasting = [
        rule
        for rule in looked_at.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and "token" not in rule.arguments
    ]
    public = {rule.endpoint for rule in lasting if audience_of(looked_at, rule.endpoint) is Audience.EVERYONE}

    assert public - listed == set()
