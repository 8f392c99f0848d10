"""Lists as files."""

from enum import StrEnum

from fastapi import Response

from api.tables import MEDIA, Table, written


class Form(StrEnum):
    """The files that every list comes as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def attachment(table: Table, form: Form) -> Response:
    """The table as a file to be saved; JSON opens in place."""
    headers = {} if form is Form.JSON else {"Content-Disposition": f'attachment; filename="{table.name}.{form}"'}
    return Response(written(table, form), media_type=MEDIA[form], headers=headers)
