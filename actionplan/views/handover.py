"""What a post answers for: the page that a new holder reads first."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actionplan.leading.handing_over import in_short
from actionplan.queries.about_actions import queries_about
from actionplan.queries.handover import AnswersFor, answers_for
from actionplan.queries.rows import Row
from council.htmx import render_page
from council.queries.posts import post_or_404
from council.scope import CouncilRequest


@require_safe
def handover(request: CouncilRequest, post: int) -> HttpResponse:
    """Every open action of a post with its last words, dates and queries; who held it before."""
    found = answers_for(request.scope, post_or_404(request.scope, post))
    context = {
        "found": found,
        "sentence": sentence_of(request, found),
    }
    return render_page(request, "mine/handover.html", context)


def sentence_of(request: CouncilRequest, found: AnswersFor) -> str:
    """How many open actions, and what about them needs somebody."""
    today = request.scope.today
    late = sum(bool(row.late) for row in found.rows)
    waiting = sum(_waits(row, today) for row in found.rows)
    proposed = sum(row.proposed is not None for row in found.rows)
    return in_short(len(found.rows), late, waiting, proposed)


def _waits(row: Row, today: date) -> bool:
    """Whether a query or a question of SLT's waits for an answer."""
    asked = queries_about(row.action, today)
    return any(one.state.waits_for_lead for one in asked) or bool(row.action.question)  # type: ignore[attr-defined]
