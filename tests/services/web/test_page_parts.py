import pytest

from services.web.page_parts import PageParts, parts_of, tight

FRAME = '<head><link rel="stylesheet" href="/site.css"></head>'
PAGE = """<!doctype html>
<html><head>
  <title>Midori · Madoguchi</title>
  <link rel="stylesheet" href="/site.css">
  <link rel="stylesheet" href="/map.css">
  <script type="module" src="/map.js"></script>
  <script type="application/ld+json">{}</script>
</head>
<body>
  <main id="main" tabindex="-1">
    <h1>Midori</h1>
    <p>Two
       lines</p>
    <p class="on-paper quiet">On Nov 25, 2026 at 3:00</p>
  </main>
</body></html>"""


def test_a_page_has_its_own_title_files_and_main_part() -> None:
    loaded = '<link rel="stylesheet" href="/map.css"><script type="module" src="/map.js"></script>'

    parts = parts_of(PAGE, frame=FRAME)

    assert parts == PageParts("Midori · Madoguchi", loaded, "<h1>Midori</h1>\n<p>Two\nlines</p>")


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(ValueError, match="no page"):
        parts_of("<p>alone</p>", frame=FRAME)


def test_indentation_goes_and_words_stay_apart() -> None:
    assert tight("  <p>\n    one\n\n    two</p>\n") == "<p>\none\ntwo</p>"
