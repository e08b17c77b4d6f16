"""The names under which councils head the columns of their plans.

The weight before each group says how far a name settles the meaning of a column: 10 says it
outright, 6 usually means it, 4 may mean it. A name may stand under several meanings; then what
stands in the column decides. Names are in lower case and without punctuation.
"""

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """A meaning that a column can have."""

    ACTION = "the action"
    RECOMMENDATION = "the recommendation"
    THEME = "the theme"
    NUMBER = "the action's number"
    RECOMMENDATION_NUMBER = "the recommendation's number"
    LEAD = "the lead"
    DELIVERY = "who else delivers"
    TIMESCALE = "the timescale band"
    PRIORITY = "the priority"
    RATING = "the rating"
    OTHER_RATING = "an earlier rating"
    STATUS = "the status"
    PERCENT = "how much is done"
    DUE = "the due date"
    REVISED_DUE = "the revised due date"
    COMPLETED = "the date of completion"
    COMMENTARY = "the commentary"
    STEPS = "the steps"
    OTHER = "something else"


GROUPS: Mapping[Field, Mapping[int, str]] = {
    Field.ACTION: {
        10: (
            "action; actions; action required; agreed action; action to be taken; actions "
            "required; key action; key actions; what we will do; proposed action; planned "
            "action; improvement action; action description; what will we do; management "
            "action; action detail; details of action; specific action"
        ),
        9: "task; key activity; key deliverable; key task; actions to address",
        8: (
            "what; tasks; activity; milestone; deliverable; key deliverables; key tasks; key "
            "milestone"
        ),
        7: "milestones; deliverables; initiative; key milestones",
        6: "description; project",
        5: "objective; council response; management response",
        4: "response",
    },
    Field.RECOMMENDATION: {
        10: (
            "recommendation; lga recommendation; key recommendation; peer recommendation; "
            "peer challenge recommendation; peer team recommendation; audit recommendation; "
            "cpc recommendation; recommendation text"
        ),
        9: "recommendations",
        7: "area for improvement; what you said",
        6: "finding",
        5: "issue; aim",
        4: "objective",
        3: "outcome",
    },
    Field.THEME: {
        10: "theme; key theme",
        8: "themes; workstream; work stream",
        7: "pillar; corporate priority",
        6: "section; category",
        5: "area; heading",
    },
    Field.NUMBER: {
        10: "action ref; action no; action number; action id; action reference",
        9: "ref no; reference number",
        8: "ref; reference; id; #; item no",
        7: "no; number",
        6: "s no; sr no",
        5: "item",
        4: "row",
    },
    Field.RECOMMENDATION_NUMBER: {
        10: (
            "recommendation no; rec no; recommendation number; rec ref; recommendation ref; "
            "recommendation reference"
        ),
        8: "rec",
        7: "r no",
    },
    Field.LEAD: {
        10: (
            "lead; owner; lead officer; responsible officer; action owner; accountable "
            "officer; officer responsible; officer lead; action lead"
        ),
        9: (
            "responsible; by whom; lead person; accountable; person responsible; slt lead; "
            "assigned to; responsible person; responsible lead; lead s; who is responsible; "
            "owner s"
        ),
        8: "who; responsibility; lead director; owners; leads; lead head of service",
        7: "officer; accountability; responsible director",
        6: "lead service; head of service",
        5: "initials",
    },
    Field.DELIVERY: {
        9: "supporting officers; supported by",
        8: "delivery lead; contributors; support officer; delivery officer; other officers",
        7: "support; supporting; delivery team",
        6: "partners; deputy; delivered by",
    },
    Field.TIMESCALE: {
        10: "timescale band; short medium long term",
        8: "s m l; band",
        6: "timescale; timescales; timeframe; time frame; time scale",
        5: "timing; term",
    },
    Field.PRIORITY: {
        10: "priority rating; priority level; priority h m l",
        9: "priority",
        8: "importance",
        7: "risk priority; urgency",
    },
    Field.RATING: {
        10: (
            "rag; rag rating; rag status; brag; brag rating; brag status; current rag; "
            "current rating; r a g; b r a g; rag this period; rag this quarter; latest rag; "
            "status rag"
        ),
        9: "brag rag; overall rag; rag progress; progress rag",
        8: "progress rating",
        7: "rating; delivery confidence",
        6: "on track",
        5: "status",
        4: "performance",
        3: "progress",
    },
    Field.OTHER_RATING: {
        10: (
            "previous rag; rag previous; rating previous; brag previous; rag rating previous; "
            "previous rating; last rag; rag last quarter; previous rag rating; "
            "previous brag; prior rag; rag previous period; last quarter rag; rag last "
            "period; previous rag status; previous brag rating; last period rag"
        ),
        9: "last rating; direction of travel",
        8: "previous status; trend; initial rag",
        6: "dot",
    },
    Field.STATUS: {
        9: "complete y n; completed y n; open closed",
        8: "action status; achieved y n; delivery status",
        7: "current status; achieved; progress status",
        6: "status; state; complete",
        5: "completed; stage",
        4: "progress",
    },
    Field.PERCENT: {
        10: "% complete; percent complete; percentage complete; % completed",
        9: "progress %; % progress; completion %",
        8: "%",
        4: "complete",
    },
    Field.DUE: {
        10: (
            "due; due date; by when; deadline; target date; anticipated completion; target "
            "completion date; date due; expected completion; planned completion; to be "
            "completed by; anticipated completion date; estimated completion; expected "
            "completion date; planned end date; planned completion date; estimated completion "
            "date; target deadline"
        ),
        9: (
            "when; end date; delivery date; original due date; original target date; complete "
            "by; original deadline"
        ),
        8: "implementation date; milestone date; target timescale; finish date",
        7: "completion date; original date; agreed date",
        6: "timescale; timescales; date; timeframe; time frame; finish; time scale",
        5: "timing; completion",
        4: "target",
    },
    Field.REVISED_DUE: {
        10: (
            "revised date; revised due date; new date; revised target date; revised deadline; "
            "revised completion date; new due date; new target date; revised completion; new "
            "deadline"
        ),
        9: "revised timescale; extended date",
        8: "forecast date; current due date",
        7: "revised",
    },
    Field.COMPLETED: {
        10: (
            "date completed; completed on; actual completion; date of completion; actual "
            "completion date; completed date; actual end date"
        ),
        9: "date achieved; date closed; closed date",
        8: "actual date",
        5: "completion date",
    },
    Field.COMMENTARY: {
        10: (
            "commentary; update; progress update; latest update; progress to date; progress "
            "commentary; progress comments; progress and comments; update on progress; latest "
            "progress; commentary update; current update"
        ),
        9: (
            "comments; comment; current position; progress notes; narrative; latest position; "
            "update comments; updates; progress report; officer comments; status update; "
            "current progress; progress made; comments update"
        ),
        8: "what we have done",
        7: "notes",
        6: "progress; actions taken; action taken; note",
        5: "position",
        4: "evidence",
    },
    Field.STEPS: {
        8: "steps; sub actions; sub tasks; key steps",
        5: "milestones; key milestones",
        4: "next steps",
    },
    Field.OTHER: {
        9: (
            "success measure; success measures; measure of success; success criteria; "
            "intended outcome; desired outcome; expected outcome; resource implications; "
            "start date; planned start date; portfolio holder; cabinet member; lead member; "
            "what does success look like; what will success look like; member lead"
        ),
        8: (
            "outcome; outcomes; impact; resources; resource; cost; budget; kpi; how will we "
            "know; links to corporate plan; dependencies; date added; last updated; date of "
            "update"
        ),
        7: (
            "measure; measures; start; portfolio; risk; risks; next steps; directorate; "
            "service area; department; benefit; benefits; measure s"
        ),
        6: "evidence; service; link; source",
        5: "target",
    },
}

SYNONYMS: Mapping[Field, Mapping[str, int]] = {
    field: {name: weight for weight, names in groups.items() for name in names.split("; ")}
    for field, groups in GROUPS.items()
}
