"""What SLT leads say each period: who may, what stands, what is locked and what is public."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from actionplan import document as doc
from actionplan.access.narratives import NarrativeRight, granted, right_to_narrate
from actionplan.models import TOMBSTONE, Narrative
from actionplan.public.redacting import HIDDEN, redact
from actionplan.queries.document import plan_document
from actionplan.queries.getters import leads_of_plan
from actionplan.queries.narratives import narratives_now, subjects_of
from actionplan.queries.past_periods import sealed_document
from actionplan.services.exempting import set_exempt
from actionplan.services.narratives import Said, say_narrative
from actionplan.services.redacting import Approval, Wish
from actionplan.services.redacting import redact as take_out
from actionplan.services.register import Why
from council.models import Post
from council.scope import scope_of
from council.versions import CannotEdit, ChangedMeanwhile, newest
from tests import factories
from tests.closing import closed, running

WORDS = "The forward plan is published each month.\n\nNext: the constitution, in October."


def scope_for(cast, person):
    return scope_of(person, cast.council.slug)


def checked(scope, book, about) -> Any:
    return granted(right_to_narrate(scope, book, about), about)


def tell(cast, about=None, seen=0, by=None, right=None, **said):
    return say_narrative(
        period=running(cast.plan),
        recommendation=about,
        said=Said(**({"words": WORDS, "rating": "A"} | said)),
        right=right or NarrativeRight(Post.objects.get(title="Chief Executive")),
        by=by or cast.slt,
        seen=seen,
    )


# ---- who may


def test_slt_lead_speaks_for_the_recommendation_and_slt_for_the_plan(cast):
    scope = scope_for(cast, cast.slt)
    book = leads_of_plan(scope, cast.plan)
    chief: Any = checked(scope, book, cast.governance)
    assert chief.post.title == "Chief Executive"
    assert not chief.on_behalf
    assert checked(scope, book, None).post == chief.post


@pytest.mark.parametrize("who", ["owner", "colleague", "clerk", "reader"])
def test_nobody_else_speaks_but_the_plan_manager_on_behalf(cast, who):
    scope = scope_for(cast, getattr(cast, who))
    book = leads_of_plan(scope, cast.plan)
    for about in (cast.governance, cast.finance, None):
        with pytest.raises(PermissionDenied, match="You may not say how this has gone"):
            checked(scope, book, about)
    scope = scope_for(cast, cast.manager)
    right = checked(scope, leads_of_plan(scope, cast.plan), cast.finance)
    assert right.on_behalf


def test_slt_does_not_speak_for_a_recommendation_that_others_lead(cast):
    scope = scope_for(cast, cast.slt)
    with pytest.raises(PermissionDenied, match="its SLT lead or a deputy"):
        checked(scope, leads_of_plan(scope, cast.plan), cast.finance)


# ---- what stands


def test_newest_line_stands_and_every_line_is_kept(cast):
    tell(cast, cast.governance)
    tell(cast, cast.governance, seen=1, words="It is done.", rating="G")
    tell(cast)
    assert narratives_now(cast.plan)[cast.governance.pk].words == "It is done."
    assert narratives_now(cast.plan)[None].words == WORDS
    assert [one.number for one in cast.governance.narratives.order_by("number")] == [1, 2]
    found: Any = plan_document(cast.plan, date(2023, 6, 30))
    assert found.narrative == doc.Narrative(WORDS, "A", "Chief Executive")
    first, second = found.recommendations()
    assert (first.narrative.words, first.narrative.rating) == ("It is done.", "G")
    assert second.narrative is None


def test_same_words_add_no_line_and_nothing_said_ends_them(cast):
    assert tell(cast)
    assert tell(cast, seen=1) is None
    assert tell(cast, seen=1, words="", rating="")
    assert plan_document(cast.plan, date(2023, 6, 30)).narrative is None


def test_second_writer_is_told_of_the_first(cast):
    tell(cast)
    with pytest.raises(ChangedMeanwhile):
        tell(cast, by=cast.manager, words="Mine.")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"rating": "X"}, "not in the plan’s key"),
        ({"words": "a" * 10_001}, "10,000 characters"),
    ],
)
def test_what_cannot_be_said_is_refused_with_a_sentence(cast, said, sentence):
    with pytest.raises(CannotEdit, match=sentence):
        tell(cast, **said)


def test_on_behalf_names_its_source(cast):
    on_behalf = NarrativeRight(None, on_behalf=True)
    with pytest.raises(CannotEdit, match="where the lead said so"):
        tell(cast, right=on_behalf, by=cast.manager)
    said = tell(cast, right=on_behalf, by=cast.manager, source="SLT meeting, 12 June")
    assert said.on_behalf_source == "SLT meeting, 12 June"


def test_lines_are_only_ever_added(cast):
    said = tell(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Narrative.objects.filter(pk=said.pk).update(words="Otherwise.")
    with pytest.raises(DatabaseError), transaction.atomic():
        said.delete()
    said.refresh_from_db()
    assert said.words == WORDS


# ---- what was reported


def test_closing_locks_it_and_the_next_period_begins_with_nothing(cast):
    tell(cast)
    tell(cast, cast.governance)
    period = closed(cast)
    reported: Any = sealed_document(period.seal)
    assert reported.narrative.words == WORDS
    assert plan_document(cast.plan, date(2023, 7, 1)).narrative is None
    with pytest.raises(CannotEdit, match="closed and locked"):
        say_narrative(
            period=period, recommendation=None, said=Said("Later."), by=cast.slt,
            right=NarrativeRight(cast.post), seen=1,
        )  # fmt: skip
    subjects: Any = subjects_of(scope_for(cast, cast.slt), running(cast.plan))
    whole, first, *_ = subjects
    assert whole.before.words == first.before.words == WORDS
    assert whole.said is None


def test_page_of_the_closed_period_shows_it(cast, logged_in):
    tell(cast)
    tell(cast, cast.governance, words="<b>Half</b> of it.", rating="R")
    period = closed(cast)
    page = logged_in(cast.reader).get(period.get_absolute_url()).content.decode()
    assert "The forward plan is published each month." in page
    assert "&lt;b&gt;Half&lt;/b&gt; of it." in page
    assert page.count("gt-narrative__rating") == 2


# ---- the public


def narrated(*marks: tuple[str, str], **said: Any) -> Any:
    """A plan with a narrative, of whose two rows some are exempt: reference, paragraph."""
    why = dict(marks)
    rows = tuple(
        doc.Action("Row", reference=ref, exempt_paragraph=why.get(ref)) for ref in ("PR-1", "PR-2")
    )
    told = doc.Narrative("The claim is settled.", "G", "Chief Executive", **said)
    one = doc.Recommendation("Be open.", "1", actions=rows, narrative=told)
    return doc.PlanDocument("Plan", themes=(doc.Theme(None, (one,)),), narrative=told)


def both(document: Any) -> list[str]:
    (one,) = document.recommendations()
    return [document.narrative.words, one.narrative.words]


def test_narrative_is_public_where_nothing_is_exempt():
    found: Any = redact(narrated())
    assert both(found.document) == ["The claim is settled."] * 2
    assert found.is_whole


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ((), {"exempt_paragraph": "paragraph 3"}),
        ((("PR-1", "paragraph 3"),), {}),
        ((("PR-1", "paragraph 3"), ("PR-2", "paragraph 1")), {"cleared": ("PR-1",)}),
    ],
)
def test_narrative_goes_where_it_is_exempt_or_may_tell_of_what_is(marks, said):
    found: Any = redact(narrated(*marks, **said))
    assert both(found.document) == [HIDDEN] * 2
    assert found.document.narrative.rating is None
    assert "claim" not in repr(found.document)
    assert "2 narratives not shown" in found.sentence


def test_narrative_stays_where_its_writer_has_looked():
    found: Any = redact(narrated(("PR-1", "paragraph 3"), cleared=("PR-1", "PR-9")))
    assert both(found.document) == ["The claim is settled."] * 2
    assert found.document.narrative.cleared == ()


def test_row_that_is_marked_today_hides_what_was_said_before_it(cast):
    document = narrated()
    today = replace(narrated(("PR-2", "paragraph 3")), narrative=None)
    assert both(redact(document, today=today).document) == [HIDDEN] * 2


# ---- the law


def test_words_that_must_go_leave_a_tombstone(cast):
    tell(cast, words="Ada Quill was off sick.")
    period = closed(cast)
    take_out(
        council=cast.council,
        wish=Wish("Ada Quill"),
        approval=Approval("A colleague was named.", "Data Protection Officer", cast.manager),
    )
    assert Narrative.objects.get().words == TOMBSTONE
    period.seal.refresh_from_db()
    assert "Ada Quill" not in period.seal.text


# ---- the pages


def address(cast, about=None, name="narrative_edit"):
    args = [cast.council.slug, cast.plan.slug, running(cast.plan).slug]
    number = [about.pk if about else 0] if name == "narrative_edit" else []
    return reverse(f"periods:{name}", args=args + number)


def test_lead_writes_it_and_it_stands_in_the_list(cast, logged_in):
    client = logged_in(cast.slt)
    sent = {"words": WORDS, "rating": "A", "publication": "published", "seen": "0"}
    answer = client.post(address(cast, cast.governance), sent, follow=True)
    assert answer.status_code == 200
    assert "Next: the constitution, in October." in answer.content.decode()
    said = cast.governance.narratives.get()
    assert (said.post.title, said.by, said.cleared) == ("Chief Executive", cast.slt, [])


def test_writer_beside_exempt_rows_must_say_whether_it_may_be_published(cast, logged_in):
    why = Why("It names a tenant.")
    set_exempt(
        action=cast.ahead, paragraph="paragraph 3", fields=[], seen=newest(cast.ahead),
        by=cast.manager, why=why,
    )  # fmt: skip
    client = logged_in(cast.slt)
    page = client.get(address(cast, cast.governance))
    assert page.context["form"].initial.get("publication") is None
    assert "Exempt below: PR-1." in page.content.decode()
    sent = {"words": WORDS, "rating": "A", "seen": "0"}
    answer = client.post(address(cast, cast.governance), sent)
    assert (answer.status_code, cast.governance.narratives.count()) == (422, 0)
    client.post(address(cast, cast.governance), sent | {"publication": "published"})
    assert cast.governance.narratives.get().cleared == ["PR-1"]


def test_words_of_another_stand_beside_yours_until_you_save_again(cast, logged_in):
    client = logged_in(cast.slt)
    tell(cast, words="Theirs.")
    sent = {"words": "Mine.", "rating": "", "publication": "published", "seen": "0"}
    answer = client.post(address(cast), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Theirs." in page
    assert "Mine." in page
    again = sent | {"seen": str(answer.context["form"]["seen"].value())}
    assert client.post(address(cast), again).status_code == 302
    assert narratives_now(cast.plan)[None].words == "Mine."


def test_list_asks_no_more_with_more_rows(cast, logged_in, django_assert_max_num_queries):
    for number in range(30):
        factories.recommendation(cast.plan, f"Recommendation of the peers, part {number}.")
    client, page = logged_in(cast.manager), address(cast, name="narrative_list")
    with django_assert_max_num_queries(12):
        client.get(page)
