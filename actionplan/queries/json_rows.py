"""Rows of another table beside each row of a query, in the same statement, on both engines."""

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONArray


class JsonRows(Subquery):
    """The rows of a queryset that refers to the outer one, as a list of lists of its columns.

    ``Plan.objects.annotate(ends=JsonRows(Period.objects.filter(plan=OuterRef("pk")), "last_day"))``
    gives each plan ``[["2023-06-30"], …]``: days in ISO form, in the order of the queryset.
    """

    def __init__(self, rows: QuerySet[Any, Any], *columns: str) -> None:
        packed = rows.annotate(packed=JSONArray(*columns)).values("packed")
        super().__init__(packed, output_field=JSONField())

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        template = "(SELECT json_group_array(json(_rows.packed)) FROM (%(subquery)s) _rows)"
        return self.as_sql(compiler, connection, template=template)

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        template = "(SELECT COALESCE(jsonb_agg(_rows.packed), '[]') FROM (%(subquery)s) _rows)"
        return self.as_sql(compiler, connection, template=template)
