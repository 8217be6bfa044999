"""Sheets that tests export, edit and bring back."""

import csv
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from services.clock import utc_now
from services.spreadsheets import applying, previewing
from services.spreadsheets.comparing import Sheet
from services.spreadsheets.exporting import export
from services.spreadsheets.previewing import Preview
from services.spreadsheets.sheet_files import SheetFile

Rows = list[dict[str, str]]


def exported(session: Session, file_format: Any = "csv", **others: Any) -> bytes:
    target = io.BytesIO()
    export(session, target, file_format, **others)
    return target.getvalue()


def sheet_of(content: bytes, name: str = "listings.csv") -> Sheet:
    return Sheet(SheetFile(name, content))


def rows_in(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def csv_of(rows: Rows) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def edited(session: Session, slug: str, changes: Mapping[str, str], **others: Any) -> Sheet:
    """Export the listings with English headers and change some cells of one row."""
    rows = rows_in(exported(session, language="en", **others))
    row = next(row for row in rows if slug in {row.get("slug"), row.get("ID")})
    assert changes.keys() <= row.keys()
    row.update(changes)
    return sheet_of(csv_of(rows))


def previewed(session: Session, sheet: Sheet) -> Preview:
    return previewing.preview(session, sheet)


def applied(session: Session, sheet: Sheet) -> Preview:
    return applying.apply(session, sheet, by="tester@example.org", at=utc_now())


XLSX_NAMES = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx_of(cells: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """Return an Excel file, as small as one can be, of the XML of its rows; `more` adds members or replaces them."""
    relation = f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    contents = (
        "<Types/>",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
        f'<Relationships xmlns="{_PACKAGE}">{relation}</Relationships>',
        f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    )
    members = dict(zip(XLSX_NAMES, (content.encode() for content in contents), strict=True)) | dict(more or {})
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()
