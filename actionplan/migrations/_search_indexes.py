"""Full-text indexes on PostgreSQL. SQLite has none and searches without.

The expressions are those of actionplan/queries/search_postgresql.py: an index whose expression
differs from the query's is never used (a test asks the planner).
"""

# mypy: disable-error-code="no-untyped-def"
TEXTS = {
    "strategy_strategy": ["title", "vision", "purpose", "corporate_vision"],
    "strategy_principle": ["title", "statement"],
    "strategy_outcome": ["text"],
    "strategy_statement": ["heading", "text"],
    "actionplan_plan": ["title", "source"],
    "actionplan_recommendation": ["wording"],
    "actionplan_action": ["title"],
    "actionplan_entry": ["commentary"],
}
STEPS = "jsonb_path_query_array(steps, '$[*].words')"


def vector(table):
    vectors = [
        f"setweight(to_tsvector('english'::regconfig, \"{column}\"), '{'C' if place else 'A'}')"
        for place, column in enumerate(TEXTS[table])
    ]
    if table == "actionplan_action":
        vectors.append(f"setweight(to_tsvector('english'::regconfig, {STEPS}), 'C')")
    joined = vectors[0]
    for each in vectors[1:]:
        joined = f"({joined} || {each})"
    return joined


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TEXTS:
        schema_editor.execute(
            f"CREATE INDEX {table}_search ON {table} USING gin (({vector(table)}))", params=None
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TEXTS:
        schema_editor.execute(f"DROP INDEX IF EXISTS {table}_search", params=None)
