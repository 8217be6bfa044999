"""The tables: columns and constraints, no queries and no commits. Importing this registers all of them."""

from services.models.confirmations import CallOutcome, ConfirmationCall, ConfirmedBy, FieldCheck, FieldGroup, Reminder
from services.models.facts import Confidence, Fact, Source
from services.models.figures import WardFigure
from services.models.languages import LanguageAvailability, LanguageHours
from services.models.listings import Dataset, Listing, StoredTimetable
from services.models.locations import COUNTERS, AccessRoute, Kind, Location, Organization, Phone, PhoneKind, RouteKind
from services.models.mail import Mail
from services.models.notices import Notice, Severity
from services.models.people import Membership, Passkey, Person, Role
from services.models.proposals import Proposal, ProposalMessage, ProposalState
from services.models.reports import Report, ReportAbout, ReportState
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
from services.models.uploads import LinkCheck, Upload, UploadState
from services.models.usage import UnmetSearch, ViewCount

__all__ = [
    "COUNTERS",
    "AccessRoute",
    "CallOutcome",
    "ClosingDay",
    "ClosingPeriod",
    "Confidence",
    "ConfirmationCall",
    "ConfirmedBy",
    "Dataset",
    "ExceptionHours",
    "Fact",
    "FieldCheck",
    "FieldGroup",
    "Kind",
    "LanguageAvailability",
    "LanguageHours",
    "LinkCheck",
    "Listing",
    "Location",
    "Mail",
    "Membership",
    "Notice",
    "OpeningHours",
    "Organization",
    "Passkey",
    "Person",
    "Phone",
    "PhoneKind",
    "Proposal",
    "ProposalMessage",
    "ProposalState",
    "Reminder",
    "Report",
    "ReportAbout",
    "ReportState",
    "Revision",
    "Role",
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
    "UnmetSearch",
    "Upload",
    "UploadState",
    "ViewCount",
    "WardFigure",
]
