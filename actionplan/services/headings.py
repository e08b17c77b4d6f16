"""Adding to the headings that a council uses in its tables, and taking one out."""

from django.db import transaction

from actionplan.importing.heading_names import plain
from actionplan.models import Synonym
from council import clock
from council.models import Council, Person
from council.versions import CannotEdit, sign

# Councils have a dozen of their own; every file is read with all of them.
MOST = 500


@transaction.atomic
def add_heading(*, council: Council, heading: str, field: str, by: Person) -> Synonym:
    """A heading of the council's own that holds ``field`` (``importing.fields.name_of``).

    Files read from now on follow it. Raises CannotEdit, with a sentence, for a heading that has
    no letters or is in the list already, in whatever spelling, and for a list without end.
    """
    Council.objects.select_for_update().get(pk=council.pk)
    known = list(Synonym.objects.filter(council=council))
    if not plain(heading):
        raise CannotEdit("A heading has letters or figures.")
    same = next((one for one in known if plain(one.heading) == plain(heading)), None)
    if same:
        raise CannotEdit(
            f"“{same.heading}” is in the list already, as {same.holds}; remove it first."
        )
    if len(known) >= MOST:
        raise CannotEdit(f"The list has {MOST} headings; remove some that are not used.")
    added = Synonym(
        council=council, heading=heading, field=field, added_by=by, added_at=clock.now()
    )
    sign(added, by)
    added.save()
    return added


@transaction.atomic
def remove_heading(*, heading: Synonym, by: Person) -> None:
    """Take a heading out of the list; what was read by it stays as it is, and its history too."""
    sign(heading, by)
    heading.delete()
