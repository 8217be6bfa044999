"""Japanese words inside texts of other languages, such as the word on a sign, marked so that they are read aright."""

import re
from functools import lru_cache

from markupsafe import Markup

from services.furigana import ruby

_SIGNS = "\u3005\u3006\u3040-\u30ff\u3400-\u9fff"
_RUN = re.compile(f"[{_SIGNS}]+")
# A Chinese text is full of ideographs; what holds kana is Japanese.
_RUN_WITH_KANA = re.compile(f"[{_SIGNS}]*[\u3041-\u30fa][{_SIGNS}]*")


@lru_cache(maxsize=4096)
def marked(text: str, language: str) -> Markup:
    """Return a text in the `language` of a slug as markup, its Japanese runs in a `lang` of their own.

    Furigana is drawn; a Japanese text is one run as it is.
    """
    drawn = ruby(text)
    if language.startswith("ja"):
        return drawn
    run = _RUN_WITH_KANA if language.startswith("zh") else _RUN
    return Markup(run.sub(r'<span lang="ja" dir="ltr">\g<0></span>', str(drawn)))  # noqa: S704 - escaped by `ruby`.
