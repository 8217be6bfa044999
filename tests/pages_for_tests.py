"""Every kind of page a resident can see: its name and its address without the language."""

from services.languages import Language, offered
from tests.reports_for_tests import ANSWERED, JOINED

# A Saturday on which Midori's lounge serves Portuguese; pages with a moment look the same on every day.
MOMENT = "2026-11-28T10:30"

PAGES = {
    "find": f"/?when={MOMENT}",
    "find for a need": f"/?topic=medical&when={MOMENT}",
    "find near a station": f"/?q=Nakayama&speaks=pt&when={MOMENT}",
    "find near a position": f"/?lat=35.51450&lon=139.53990&speaks=vi&when={MOMENT}",
    "find, later page": f"/?page=2&when={MOMENT}",
    "find with a choice of places": f"/?q=%E5%BC%98%E6%98%8E%E5%AF%BA&when={MOMENT}",
    "find with another spelling": f"/?q=Nakayma&when={MOMENT}",
    "find with several needs and unknown words": f"/?q=tax+and+school+in+Nakayama+Nepali+zzzzqq&when={MOMENT}",
    "find at night, with help by phone": "/?q=Seya&speaks=ne&when=2026-11-22T03:00",
    "find without a result": f"/?q=zzzzqq&when={MOMENT}",
    "first question": "/guide",
    "second question": "/guide?topic=residence&speaks=pt",
    "third question": "/guide?topic=residence&near=14113",
    "my list": "/list?places=lounge-midori,center-multicultural,ward-midori",
    "my empty list": "/list",
    "lounge": "/locations/lounge-midori",
    "lounge with a notice": "/locations/lounge-tsurumi",
    "location with unknown hours": "/locations/lounge-kohoku",
    "consultation center": "/locations/center-multicultural",
    "learning center": "/locations/center-japanese-learning",
    "passport center": "/locations/passport-center-minami",
    "ward office": "/locations/ward-midori",
    "city office": "/locations/city-hall",
    "other location": "/locations/yioc",
    "location that speaks easy Japanese": "/locations/pref-multilingual",
    "card for the counter": "/locations/lounge-tsurumi/card",
    "card for a need and a language": "/locations/ward-midori/card?topic=residence&speaks=ne",
    "poster with many languages": "/locations/lounge-tsurumi/poster",
    "poster of a ward office": "/locations/ward-midori/poster",
    "ward with a lounge": "/wards/14113",
    "ward without a lounge": "/wards/14110",
    "form for what is wrong": "/report/lounge-tsurumi",
    "answered report": f"/reports/{ANSWERED}",
    "joined report": f"/reports/{JOINED}",
    "way to a report": "/reports",
    "about": "/about",
    "accessibility": "/accessibility",
    "privacy": "/privacy",
    "address with a bad parameter": "/?topic=nonsense",
    "address of nothing": "/locations/nowhere",
    "code of no report": "/reports?code=K7M4",
}

ERRORS = {"address with a bad parameter": 400, "address of nothing": 404, "code of no report": 404}

LANGUAGES = {language.slug: language for language in offered(with_pseudo=True)}


def address(name: str, language: Language) -> str:
    """Return the address of a kind of page in a language."""
    return f"/{language.slug}{PAGES[name]}"
