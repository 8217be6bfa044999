"""What a query must load of a location, by name, so that nothing is fetched row by row afterwards."""

from sqlalchemy.orm import selectinload

from services.models import Fact, LanguageAvailability, Location, Schedule, ScheduleException, Service

_WHOLE_SCHEDULE = (
    selectinload(Schedule.hours),
    selectinload(Schedule.closing_days),
    selectinload(Schedule.closing_periods),
    selectinload(Schedule.exceptions).selectinload(ScheduleException.hours),
)

LISTED_LOCATION = (
    selectinload(Location.phones),
    selectinload(Location.texts),
    selectinload(Location.languages).selectinload(LanguageAvailability.hours),
    selectinload(Location.facts).selectinload(Fact.sources),
    selectinload(Location.services).selectinload(Service.topics),
    selectinload(Location.schedule).options(*_WHOLE_SCHEDULE),
)
"""For the listing of a location."""

WHOLE_LOCATION = (
    *LISTED_LOCATION,
    selectinload(Location.organization),
    selectinload(Location.routes),
    selectinload(Location.services).options(
        selectinload(Service.texts), selectinload(Service.schedule).options(*_WHOLE_SCHEDULE)
    ),
)
"""For its page and its record: with the names of its services and the hours that are theirs alone."""
