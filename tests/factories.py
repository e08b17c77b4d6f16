"""A fixed cast that reads like a council. Plain functions; each makes one thing and returns it.

One room, because each leans on those before it, and every test finds what it needs in one place.

    council = factories.council()
    officer = factories.member(council, Role.OFFICER)
    post = factories.post(council, "Head of Finance", held_by=officer)
    plan = factories.plan(council)
    one = factories.action(plan, "Publish the budget", accountable=post, due=date(2023, 9, 30))
    factories.entry(one, by=officer, rating="A", commentary="The draft is with the auditors.")

``a_council_with_a_plan()`` makes all of that at once, and everybody who matters to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.text import slugify

from actionplan.declared import Due, Moment, Precision, Status
from actionplan.key import as_data
from actionplan.key_lines import Band, Rating
from actionplan.models import (
    Action,
    Entry,
    GlossaryTerm,
    Lead,
    Period,
    Plan,
    Recommendation,
    Theme,
)
from actionplan.position import Position, columns, position_of
from actionplan.proofs.chains import chained
from actionplan.services.periods import open_first_period
from council import clock
from council.models import (
    Committee,
    Council,
    Meeting,
    Membership,
    Person,
    Post,
    PostHolding,
    Role,
)
from council.people_roles import ROLE_FIELDS

PASSWORD = "a long enough passphrase"

# As the peer review plan of Oadby & Wigston defines them.
KEY = (
    Rating("G", "Green", "circle", "green", "On track to achieve target or achieved"),
    Rating("A", "Amber", "triangle", "amber", "In danger of falling behind target"),
    Rating("R", "Red", "square", "red", "Off target or expected to be"),
)
BANDS = (
    Band("A", "1-3 months", 1, 3),
    Band("B", "3-6 months", 3, 6),
    Band("C", "6-12+ months", 6, 12, open_ended=True),
)

_Names = {
    Role.READER: "Cllr Joan Abbott",
    Role.OFFICER: "Priya Raman",
    Role.SLT: "Margaret Ellis",
    Role.DEMOCRATIC_SERVICES: "Tom Whitfield",
    Role.PLAN_MANAGER: "Sunita Patel",
    Role.SYSTEM_ADMINISTRATOR: "Ken Osei",
}


# ---- who there is


def council(name: str = "Ashdown Borough Council", slug: str = "ashdown") -> Council:
    """A council; its short name is its name less what every council is called."""
    short = name.replace(" Borough", "").replace(" District", "").removesuffix(" Council")
    return Council.objects.create(name=name, short_name=short, slug=slug)


def person(name: str = "Priya Raman") -> Person:
    """Somebody who may log in (with PASSWORD), and belongs to no council yet."""
    email = f"{slugify(name).replace('-', '.')}@example.gov.uk"
    return Person.objects.create_user(email, PASSWORD, name=name)


def member(council: Council, *roles: Role, name: str = "", **dates: date) -> Person:
    """A new person in ``council`` with those roles besides reader.

    Without a name they have the one that goes with their last role. ``joined_on`` and
    ``left_on`` may be given.
    """
    someone = person(name or _Names[roles[-1] if roles else Role.READER])
    join(council, someone, *roles, **dates)
    return someone


def join(council: Council, person: Person, *roles: Role, **dates: date) -> Membership:
    """Make ``person`` a member of one more council."""
    held = {ROLE_FIELDS[role]: True for role in roles if role in ROLE_FIELDS}
    return Membership.objects.create(council=council, person=person, **held, **dates)


def post(council: Council, title: str, held_by: Person | None = None, **holding: Any) -> Post:
    """A post, vacant unless somebody holds it (``kind``, ``since`` and ``until`` may be given)."""
    made = Post.objects.create(council=council, title=title)
    if held_by:
        PostHolding.objects.create(post=made, person=held_by, **holding)
    return made


def meeting(
    council: Council,
    day: date = date(2023, 9, 12),
    committee: str = "Policy, Finance and Development Committee",
) -> Meeting:
    """A meeting of a committee of the council."""
    body, _ = Committee.objects.get_or_create(council=council, name=committee)
    return Meeting.objects.create(committee=body, day=day)


def term(council: Council, term: str, in_full: str) -> GlossaryTerm:
    """A line of the council's glossary."""
    return GlossaryTerm.objects.create(council=council, term=term, in_full=in_full)


# ---- plans


def plan(
    council: Council,
    title: str = "Peer review action plan",
    *,
    open_period: bool = True,
    **fields: Any,
) -> Plan:
    """A plan with the key G, A, R and the bands A, B, C, and (usually) this quarter open."""
    usual: dict[str, Any] = {
        "slug": "peer-review",
        "code": "PR",
        "source": "LGA corporate peer challenge, March 2022",
        "start": date(2022, 6, 1),
        "key": as_data(KEY),
        "bands": as_data(BANDS),
    }
    made = Plan.objects.create(council=council, title=title, **(usual | fields))
    if open_period:
        open_first_period(plan=made, day=clock.today())
    return made


def recommendation(
    plan: Plan,
    wording: str = "Strengthen how decisions are made and recorded.",
    *,
    theme: str = "",
    slt: Iterable[Post] = (),
    officers: Iterable[Post] = (),
    **fields: Any,
) -> Recommendation:
    """The plan's next recommendation, under a theme if one is named, with its lead posts."""
    place = plan.recommendations.count() + 1
    fields = {"number": str(place), "order": place, "theme": _theme(plan, theme)} | fields
    made = Recommendation.objects.create(plan=plan, wording=wording, **fields)
    for kind, posts in ((Lead.Kind.SLT, slt), (Lead.Kind.OFFICER, officers)):
        for order, each in enumerate(posts, start=1):
            Lead.objects.create(recommendation=made, post=each, kind=kind, order=order)
    return made


def _theme(plan: Plan, title: str) -> Theme | None:
    if not title:
        return None
    known = plan.themes.filter(title=title).first()
    return known or Theme.objects.create(plan=plan, title=title, order=plan.themes.count() + 1)


def action(
    plan: Plan,
    title: str = "Review the constitution",
    *,
    recommendation: Recommendation | None = None,
    accountable: Post | None = None,
    delivery: Iterable[Post] = (),
    due: date | Due | None = None,
    **fields: Any,
) -> Action:
    """The plan's next action. ``due`` is the first agreed date; nobody has spoken of it yet."""
    first = _due(due)
    made = Action.objects.create(
        plan=plan,
        recommendation=recommendation,
        title=title,
        number=plan.next_number,
        first_due_words=first.words,
        first_due_date=first.date,
        first_due_precision=first.precision or "",
        **({"order": plan.next_number} | fields),
    )
    plan.next_number += 1
    plan.save(update_fields=["next_number"])
    _lead(made, accountable, delivery)
    return made


def _due(due: date | Due | None) -> Due:
    """A due date from a day, from words with a date, or from nothing."""
    if isinstance(due, date):
        return Due(f"{due.day} {due:%B %Y}", due, Precision.DAY)
    return due or Due()


def _lead(action: Action, accountable: Post | None, delivery: Iterable[Post]) -> None:
    if accountable:
        Lead.objects.create(action=action, post=accountable, kind=Lead.Kind.ACCOUNTABLE)
    for order, each in enumerate(delivery, start=2):
        Lead.objects.create(action=action, post=each, kind=Lead.Kind.DELIVERY, order=order)


def entry(
    action: Action,
    *,
    by: Person | None = None,
    as_at: date | None = None,
    recorded_at: datetime | None = None,
    due: date | Due | None = None,
    **said: Any,
) -> Entry:
    """An update that now stands. What is not given stays as it stood.

    ``rating``, ``status``, ``completed`` and ``commentary`` are the position's; anything else
    (``post``, ``due_reason``, ``on_behalf_source``, ``imported_from``…) is the entry's own.
    """
    position = _position(action, due, said)
    now = recorded_at or clock.now()
    made = Entry(
        action=action,
        by=by or _somebody(action.plan.council),
        as_at=as_at or clock.day_of(now),
        recorded_at=now,
        **({"period": _open_period(action.plan)} | columns(position) | said),
    )
    chained(made).save(force_insert=True)
    action.latest = made
    Action.objects.filter(pk=action.pk).update(latest=made)
    return made


def raw_entry(action: Action, by: Person, **fields: Any) -> Entry:
    """An entry that declares nothing, as no service would write it."""
    now = clock.now()
    made = Entry(action=action, by=by, as_at=now.date(), recorded_at=now, **fields)
    chained(made).save(force_insert=True)
    return made


def _position(action: Action, due: date | Due | None, said: dict[str, Any]) -> Position:
    """What stands, with what is said laid over it; takes its words out of ``said``."""
    names = ("rating", "status", "completed", "commentary")
    changes = {name: said.pop(name) for name in names if name in said}
    if due is not None:
        changes["due"] = _due(due)
    return replace(position_of(action), **changes)


def _somebody(council: Council) -> Person:
    first = council.memberships.select_related("person").order_by("pk").first()
    return first.person if first else member(council, Role.PLAN_MANAGER)


def _open_period(plan: Plan) -> Period | None:
    return Period.objects.running().filter(plan=plan).first()


# ---- everybody


@dataclass(frozen=True, slots=True)
class Cast:
    """A council with a plan of six actions under two recommendations, and its people.

    The owner holds ``post``; the colleague is an officer who holds none; the stranger is an
    officer of another council, whose plan has the same address and references.
    """

    council: Council
    owner: Person
    colleague: Person
    slt: Person
    clerk: Person
    manager: Person
    reader: Person
    post: Post
    plan: Plan
    governance: Recommendation
    finance: Recommendation
    ahead: Action  # PR-1, led by the owner (inherited): green, in progress, due in September
    late: Action  # PR-2, led by the owner (inherited): amber, three months past its date
    complete: Action  # PR-3, led by the owner (inherited): green, complete
    elsewhere: Action  # PR-4, led by a vacant post of its own: red, in progress
    unled: Action  # PR-5, under a recommendation without leads: never spoken of
    undated: Action  # PR-6, led by the owner (its own post): not rated, not started, no date
    other_council: Council
    stranger: Person
    other_action: Action

    @property
    def actions(self) -> list[Action]:
        """The six, in the plan's order."""
        return [self.ahead, self.late, self.complete, self.elsewhere, self.unled, self.undated]


def a_council_with_a_plan() -> Cast:
    """The whole cast. Everything in it speaks of 30 June 2023 (see conftest)."""
    ours = council()
    owner = member(ours, Role.OFFICER)
    slt = member(ours, Role.OFFICER, Role.SLT)
    head = post(ours, "Head of Law & Democracy", held_by=owner)
    chief = post(ours, "Chief Executive", held_by=slt)
    our_plan = plan(ours)
    return Cast(
        council=ours,
        owner=owner,
        slt=slt,
        colleague=member(ours, Role.OFFICER, name="Daniel Okafor"),
        clerk=member(ours, Role.OFFICER, Role.DEMOCRATIC_SERVICES),
        manager=member(ours, Role.OFFICER, Role.PLAN_MANAGER),
        reader=member(ours),
        post=head,
        plan=our_plan,
        **_first_recommendation(our_plan, head, chief, owner),
        **_second_recommendation(our_plan, head, owner),
        **_another_council(),
    )


def _first_recommendation(plan: Plan, head: Post, chief: Post, owner: Person) -> dict[str, Any]:
    """Four actions; three inherit the head as their lead."""
    above = recommendation(plan, theme="Governance and culture", slt=[chief], officers=[head])
    vacant = post(plan.council, "Head of Finance")
    ahead = action(
        plan,
        recommendation=above,
        due=date(2023, 9, 30),
        timescale="B",
        priority="High",
        steps=[{"words": "Agree the brief", "state": "done"}, {"words": "Workshop", "state": None}],
    )
    entry(
        ahead,
        by=owner,
        post=head,
        rating="G",
        status=Status.IN_PROGRESS,
        commentary="A working group meets monthly.",
    )
    late = action(plan, "Train every councillor", recommendation=above, due=date(2023, 3, 31))
    entry(
        late,
        by=owner,
        post=head,
        rating="A",
        status=Status.IN_PROGRESS,
        commentary="Two of five sessions held.",
        as_at=date(2023, 3, 14),
    )
    complete = action(
        plan, "Publish the forward plan", recommendation=above, due=date(2022, 12, 31)
    )
    entry(
        complete,
        by=owner,
        post=head,
        rating="G",
        status=Status.COMPLETE,
        completed=Moment(date(2022, 12, 31), Precision.MONTH),
        commentary="Published on the website.",
    )
    elsewhere = action(
        plan, "Close the budget gap", recommendation=above, accountable=vacant, timescale="A/B"
    )
    entry(elsewhere, by=owner, rating="R", status=Status.IN_PROGRESS, imported_from="plan.docx")
    return {
        "governance": above,
        "ahead": ahead,
        "late": late,
        "complete": complete,
        "elsewhere": elsewhere,
    }


def _second_recommendation(plan: Plan, head: Post, owner: Person) -> dict[str, Any]:
    """Two actions under a recommendation that nobody leads."""
    above = recommendation(plan, "Set out how savings will be found.", theme="Finance")
    unled = action(plan, "Survey residents", recommendation=above)
    undated = action(plan, "List every asset", recommendation=above, accountable=head)
    entry(undated, by=owner, post=head, status=Status.NOT_STARTED)
    return {"finance": above, "unled": unled, "undated": undated}


def _another_council() -> dict[str, Any]:
    """A council of its own, whose plan has the same address and references as ours."""
    theirs = council("Brackwater District Council", "brackwater")
    stranger = member(theirs, Role.OFFICER, name="Alex Marlow")
    lead = post(theirs, "Head of Law & Democracy", held_by=stranger)
    other = action(plan(theirs), "Write a tree strategy", accountable=lead)
    entry(other, by=stranger, rating="G", status=Status.IN_PROGRESS)
    return {"other_council": theirs, "stranger": stranger, "other_action": other}
