"""How a file of a council is to be read: by what people have said of its columns and headings."""

from actionplan.importing.notes import Choices, KnownHeading
from actionplan.merging.taking import from_data
from actionplan.models import Plan, PlanFile, Synonym
from council.models import Council


def choices_for(
    *, council: Council, plan: Plan | None = None, file: PlanFile | None = None
) -> Choices:
    """What to read a file with: two queries, whatever the council has.

    ``file`` gives what was chosen for its own columns and, unless ``plan`` is given, the plan it
    goes into; the plan gives the headings of its last import, the council its own list.
    """
    plan = plan or (file.plan if file else None)
    columns = from_data(file.choices).columns if file else ()
    return Choices(columns, remembered_of(plan) if plan else (), synonyms_of(council))


def remembered_of(plan: Plan) -> tuple[KnownHeading, ...]:
    """The headings of the last file that was brought into a plan; one that was undone is none."""
    files = PlanFile.objects.filter(council=plan.council_id, plan=plan)
    told = files.filter(
        state=PlanFile.State.APPLIED, choices__columns_used__0__isnull=False
    ).order_by("-applied_at", "-pk")
    last = told.only("choices").first()
    return from_data(last.choices).columns_used if last else ()


def synonyms_of(council: Council) -> tuple[KnownHeading, ...]:
    """The council's own headings."""
    found = Synonym.objects.filter(council=council).values_list("heading", "field")
    return tuple(KnownHeading(heading, field) for heading, field in found)
