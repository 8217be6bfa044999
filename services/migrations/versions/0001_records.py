"""The records: locations with their hours, languages, services, texts, facts and notices."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_dataset_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset")),
    )
    op.create_table(
        "organization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("slug", name=op.f("uq_organization_slug")),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_subject"), ["subject"], unique=False)

    op.create_table(
        "source",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=True),
        sa.Column("dated", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_source")),
    )
    op.create_table(
        "timetable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable")),
        sa.UniqueConstraint("digest", name=op.f("uq_timetable_digest")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ward_figure",
        sa.Column("ward_code", sa.String(length=5), nullable=False),
        sa.Column("foreign_residents", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("within_1_km", sa.Integer(), nullable=False),
        sa.Column("within_3_km", sa.Integer(), nullable=False),
        sa.Column("median_distance_m", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 <= within_1_km AND within_1_km <= within_3_km", name=op.f("ck_ward_figure_nested")),
        sa.PrimaryKeyConstraint("ward_code", name=op.f("pk_ward_figure")),
    )
    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "consultation_center",
                "lounge",
                "japanese_learning_center",
                "passport_center",
                "ward_office",
                "city_office",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("ward_code", sa.String(length=5), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("position_accuracy_m", sa.Integer(), nullable=True),
        sa.Column("postal_code", sa.String(length=8), nullable=True),
        sa.Column("name_kana", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=True),
        sa.Column("line_id", sa.String(length=64), nullable=True),
        sa.Column("languages_complete", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_location_whole_point")),
        sa.CheckConstraint(
            "lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name=op.f("ck_location_point_on_earth")
        ),
        sa.CheckConstraint("position_accuracy_m > 0", name=op.f("ck_location_accuracy_positive")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_location_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("slug", name=op.f("uq_location_slug")),
    )
    with op.batch_alter_table("location", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_location_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_location_ward_code"), ["ward_code"], unique=False)

    op.create_table(
        "access_route",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("station", "bus_stop", name="routekind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("name_ja", sa.String(length=100), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=True),
        sa.Column("exit", sa.String(length=16), nullable=True),
        sa.Column("walk_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("walk_minutes BETWEEN 0 AND 120", name=op.f("ck_access_route_walk_minutes_plausible")),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_access_route_location_id_location"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_route")),
    )
    with op.batch_alter_table("access_route", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_route_location_id"), ["location_id"], unique=False)

    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum("high", "medium", "low", name="confidence", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("as_of", sa.String(length=60), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_fact_location_id_location"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("location_id", "field", name=op.f("uq_fact_location_id_field")),
    )
    op.create_table(
        "language_availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "counter",
                "phone",
                "video",
                "line",
                "email",
                "machine",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("whenever_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
            name=op.f("fk_language_availability_location_id_location"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_availability")),
        sa.UniqueConstraint(
            "location_id", "language", "channel", name=op.f("uq_language_availability_location_id_language_channel")
        ),
    )
    with op.batch_alter_table("language_availability", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_availability_language"), ["language"], unique=False)

    op.create_table(
        "listing",
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("timetable_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_listing_location_id_location"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["timetable_id"], ["timetable.id"], name=op.f("fk_listing_timetable_id_timetable")),
        sa.PrimaryKeyConstraint("location_id", name=op.f("pk_listing")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_rank"), ["rank"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_timetable_id"), ["timetable_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column(
            "severity",
            sa.Enum(
                "information",
                "change",
                "emergency",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("ward_code", sa.String(length=5), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_notice_in_order")),
        sa.CheckConstraint("location_id IS NULL OR ward_code IS NULL", name=op.f("ck_notice_one_scope")),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_notice_location_id_location"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("slug", name=op.f("uq_notice_slug")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_location_id"), ["location_id"], unique=False)

    op.create_table(
        "phone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("voice", "fax", name="phonekind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_phone_location_id_location"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
    )
    with op.batch_alter_table("phone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_location_id"), ["location_id"], unique=False)

    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_free", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_service_location_id_location"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("location_id", "slug", name=op.f("uq_service_location_id_slug")),
    )
    op.create_table(
        "fact_source",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("source_code", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_fact_source_fact_id_fact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_code"], ["source.code"], name=op.f("fk_fact_source_source_code_source")),
        sa.PrimaryKeyConstraint("fact_id", "source_code", name=op.f("pk_fact_source")),
    )
    op.create_table(
        "language_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("availability_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.String(length=9), nullable=False),
        sa.CheckConstraint(
            "starts >= 0 AND starts < 1440 AND ends > starts AND ends <= starts + 1440",
            name=op.f("ck_language_hours_in_order"),
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_language_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["availability_id"],
            ["language_availability.id"],
            name=op.f("fk_language_hours_availability_id_language_availability"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_hours")),
    )
    with op.batch_alter_table("language_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_hours_availability_id"), ["availability_id"], unique=False)

    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("hours_known", sa.Boolean(), nullable=False),
        sa.Column(
            "holiday_rule",
            sa.Enum(
                "closed",
                "as_usual",
                "own_hours",
                "unknown",
                name="holidayrule",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("(location_id IS NULL) <> (service_id IS NULL)", name=op.f("ck_schedule_one_owner")),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_schedule_location_id_location"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_schedule_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
        sa.UniqueConstraint("location_id", name=op.f("uq_schedule_location_id")),
        sa.UniqueConstraint("service_id", name=op.f("uq_schedule_service_id")),
    )
    op.create_table(
        "service_topic",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "consultation",
                "information",
                "residence",
                "tax_pension",
                "medical",
                "childcare",
                "school",
                "study_support",
                "japanese_class",
                "work",
                "housing",
                "legal",
                "disaster",
                "passport",
                "interpretation",
                "exchange",
                "volunteering",
                "rooms",
                name="topic",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_topic_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", "topic", name=op.f("pk_service_topic")),
    )
    op.create_table(
        "text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "source",
                "human",
                "machine",
                "outdated",
                name="textstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(CASE WHEN organization_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN location_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN service_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN notice_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_text_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_text_location_id_location"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_text_notice_id_notice"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_text_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_text_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text")),
        sa.UniqueConstraint("location_id", "field", "language", name=op.f("uq_text_location_id_field_language")),
        sa.UniqueConstraint("notice_id", "field", "language", name=op.f("uq_text_notice_id_field_language")),
        sa.UniqueConstraint(
            "organization_id", "field", "language", name=op.f("uq_text_organization_id_field_language")
        ),
        sa.UniqueConstraint("service_id", "field", "language", name=op.f("uq_text_service_id_field_language")),
    )
    op.create_table(
        "closing_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.String(length=9), nullable=False),
        sa.Column(
            "on_holiday",
            sa.Enum(
                "closed",
                "next_day",
                "next_weekday",
                "open",
                name="onholiday",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_closing_day_weekday")),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedule.id"], name=op.f("fk_closing_day_schedule_id_schedule"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_day")),
    )
    with op.batch_alter_table("closing_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_day_schedule_id"), ["schedule_id"], unique=False)

    op.create_table(
        "closing_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("first_month", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_month", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("closed", "unknown", name="closingstate", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.CheckConstraint(
            "first_day BETWEEN 1 AND 31 AND last_day BETWEEN 1 AND 31", name=op.f("ck_closing_period_days")
        ),
        sa.CheckConstraint(
            "first_month BETWEEN 1 AND 12 AND last_month BETWEEN 1 AND 12", name=op.f("ck_closing_period_months")
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedule.id"], name=op.f("fk_closing_period_schedule_id_schedule"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_period")),
    )
    with op.batch_alter_table("closing_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_period_schedule_id"), ["schedule_id"], unique=False)

    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.Column("last_reception", sa.Integer(), nullable=True),
        sa.Column("weeks", sa.String(length=9), nullable=False),
        sa.CheckConstraint(
            "last_reception BETWEEN opens AND closes", name=op.f("ck_opening_hours_reception_while_open")
        ),
        sa.CheckConstraint(
            "opens >= 0 AND opens < 1440 AND closes > opens AND closes <= opens + 1440",
            name=op.f("ck_opening_hours_in_order"),
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_opening_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedule.id"], name=op.f("fk_opening_hours_schedule_id_schedule"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
    )
    with op.batch_alter_table("opening_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opening_hours_schedule_id"), ["schedule_id"], unique=False)

    op.create_table(
        "schedule_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.CheckConstraint("last >= first", name=op.f("ck_schedule_exception_in_order")),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["schedule.id"],
            name=op.f("fk_schedule_exception_schedule_id_schedule"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_exception")),
    )
    with op.batch_alter_table("schedule_exception", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_schedule_exception_schedule_id"), ["schedule_id"], unique=False)

    op.create_table(
        "exception_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exception_id", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.Column("last_reception", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "opens >= 0 AND opens < 1440 AND closes > opens AND closes <= opens + 1440",
            name=op.f("ck_exception_hours_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["exception_id"],
            ["schedule_exception.id"],
            name=op.f("fk_exception_hours_exception_id_schedule_exception"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exception_hours")),
    )
    with op.batch_alter_table("exception_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exception_hours_exception_id"), ["exception_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("exception_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exception_hours_exception_id"))

    op.drop_table("exception_hours")
    with op.batch_alter_table("schedule_exception", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_schedule_exception_schedule_id"))

    op.drop_table("schedule_exception")
    with op.batch_alter_table("opening_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opening_hours_schedule_id"))

    op.drop_table("opening_hours")
    with op.batch_alter_table("closing_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closing_period_schedule_id"))

    op.drop_table("closing_period")
    with op.batch_alter_table("closing_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closing_day_schedule_id"))

    op.drop_table("closing_day")
    op.drop_table("text")
    op.drop_table("service_topic")
    op.drop_table("schedule")
    with op.batch_alter_table("language_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_language_hours_availability_id"))

    op.drop_table("language_hours")
    op.drop_table("fact_source")
    op.drop_table("service")
    with op.batch_alter_table("phone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phone_location_id"))

    op.drop_table("phone")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_location_id"))

    op.drop_table("notice")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_timetable_id"))
        batch_op.drop_index(batch_op.f("ix_listing_rank"))

    op.drop_table("listing")
    with op.batch_alter_table("language_availability", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_language_availability_language"))

    op.drop_table("language_availability")
    op.drop_table("fact")
    with op.batch_alter_table("access_route", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_route_location_id"))

    op.drop_table("access_route")
    with op.batch_alter_table("location", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_location_ward_code"))
        batch_op.drop_index(batch_op.f("ix_location_organization_id"))

    op.drop_table("location")
    op.drop_table("ward_figure")
    op.drop_table("timetable")
    op.drop_table("source")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_subject"))
        batch_op.drop_index(batch_op.f("ix_revision_at"))

    op.drop_table("revision")
    op.drop_table("organization")
    op.drop_table("dataset")
