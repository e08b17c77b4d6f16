"""The words that a committee report uses, explained. Data."""

WORDS = (
    ("Action", "One thing that the council has promised to do."),
    ("Amber, red, green (RAG)", "The rating that the lead of an action declares; see the key."),
    ("As at", "The day of which every figure speaks."),
    ("Business as usual", "Done, and kept up as part of the daily work. It counts as complete."),
    ("Closed and locked", "The figures of a period, kept as they were reported for ever."),
    ("Correction", "What a closed period reported wrongly. It stands beside the figure, which is "
     "never changed."),
    ("Due", "When an action is to be complete: the plan’s own words, and the date they name."),
    ("First agreed", "The date that was agreed first. It stays visible when the date moves."),
    ("Lead", "The post that answers for an action. Where an action has none of its own, the leads "
     "of its recommendation."),
    ("No update given", "The lead has said nothing since the last report."),
    ("Not rated", "The lead has declared no rating."),
    ("Past its date", "Open on the day of the report, and its own date lies before it."),
    ("Recommendation", "What the reviewers asked for, in their own words."),
    ("Split, merged, carried", "An action that goes on as others, or in another plan."),
)  # fmt: skip
