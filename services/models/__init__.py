"""The tables: columns and constraints, no queries and no commits. Importing this registers all of them."""

from services.models.facts import Confidence, Fact, Source
from services.models.figures import WardFigure
from services.models.languages import LanguageAvailability, LanguageHours
from services.models.listings import Dataset, Listing, StoredTimetable
from services.models.locations import COUNTERS, AccessRoute, Kind, Location, Organization, Phone, PhoneKind, RouteKind
from services.models.notices import Notice, Severity
from services.models.revisions import Revision
from services.models.schedules import (
    ClosingDay,
    ClosingPeriod,
    ExceptionHours,
    OpeningHours,
    Schedule,
    ScheduleException,
)
from services.models.services import Service, ServiceTopic, Topic
from services.models.texts import Text, TextState

__all__ = [
    "COUNTERS",
    "AccessRoute",
    "ClosingDay",
    "ClosingPeriod",
    "Confidence",
    "Dataset",
    "ExceptionHours",
    "Fact",
    "Kind",
    "LanguageAvailability",
    "LanguageHours",
    "Listing",
    "Location",
    "Notice",
    "OpeningHours",
    "Organization",
    "Phone",
    "PhoneKind",
    "Revision",
    "RouteKind",
    "Schedule",
    "ScheduleException",
    "Service",
    "ServiceTopic",
    "Severity",
    "Source",
    "StoredTimetable",
    "Text",
    "TextState",
    "Topic",
    "WardFigure",
]
