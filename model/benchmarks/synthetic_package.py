"""A synthetic evidence package of any size (合成证据包): made by queries, like a simulator's trace.

Every case is one application of the same course, at its own time, of its own applicant with a
right citizen id; one in a hundred has a breach here and there. Nothing of it is simulated.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

START = "TIMESTAMP '2025-01-06 01:00:00'"  # nine o'clock in China
SPREAD_SECONDS = 300 * 86_400
ITEMS = 40
REGIONS = ("330402", "330411", "330421", "330424")
# kind, seconds after the start, and which of the columns below it fills
COURSE = (
    ("identity_verified", 0, "applicant session"),
    ("item_served", 5, "item session portal"),
    ("application_started", 60, "application item session"),
    ("application_submitted", 600, "application item session"),
    ("status_shown", 601, "application stage:application portal"),
    ("material_submitted", 602, "application material:FORM"),
    ("material_fetched", 603, "application material:LICENCE link authority outcome:succeeded"),
    ("licence_presented", 604, "application material:IDCARD"),
    ("application_accepted", 4_000, "application item authority receiver outcome:accepted"),
    ("status_shown", 4_001, "application stage:acceptance portal"),
    ("handed_over", 4_002, "application authority carrier:platform"),
    ("step_ready", 4_003, "application step:review authority"),
    ("step_started", 5_000, "application step:review authority reviewer"),
    ("status_shown", 5_001, "application stage:review portal"),
    ("step_completed", 9_000, "application step:review authority reviewer"),
    ("step_ready", 9_001, "application step:decision authority"),
    ("step_started", 9_500, "application step:decision authority reviewer"),
    ("step_completed", 9_900, "application step:decision authority reviewer"),
    ("decision_made", 10_000, "application authority reviewer outcome:granted basis"),
    ("status_shown", 10_001, "application stage:decision portal"),
    ("licence_issued", 10_100, "application authority material:RESULT licence"),
    ("licence_registered", 10_200, "material:RESULT licence"),
    ("result_delivered", 12_000, "application carrier:platform"),
    ("status_shown", 12_001, "application stage:delivery portal"),
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643


def write(folder: Path, events: int) -> None:
    """Write a package of about so many events (写合成包)."""
    folder.mkdir(parents=True)
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"SET temp_directory = '{folder.parent}'")
    connection.execute("SET memory_limit = '3GiB'")
    cases = max(1, events // len(COURSE))
    tables = {"events": _events(cases), "licences": _licences(cases), **_context()}
    for name, query in tables.items():
        connection.execute(f"COPY ({query}) TO '{folder / name}.parquet' (FORMAT parquet)")
    connection.close()


def _cases(cases: int) -> str:
    """Return the query of one row a case."""
    # Division, day of birth and number of a citizen id: three digits a day.
    body = (
        "330402::BIGINT * 100000000000 + i % 1000 + 1000 *"
        " strftime(DATE '1950-01-01' + (i // 1000)::INTEGER, '%Y%m%d')::BIGINT"
    )
    digits = " + ".join(
        f"{weight} * (body // {10 ** (16 - place)} % 10)" for place, weight in enumerate(WEIGHTS)
    )
    regions = ", ".join(f"'{region}'" for region in REGIONS)
    return f"""
        SELECT i, {START} + to_seconds((hash(i) % {SPREAD_SECONDS})::BIGINT) AS starts,
            CAST(body AS VARCHAR) || substr('10X98765432', ({digits}) % 11 + 1, 1) AS applicant,
            [{regions}][(i % {len(REGIONS)} + 1)::INTEGER] AS region,
            '330000000' || lpad((i % {ITEMS})::VARCHAR, 3, '0') AS item
        FROM (SELECT i, {body} AS body FROM range({cases}) AS made (i)) AS numbered"""


def _events(cases: int) -> str:
    course = ", ".join(f"({n}, '{k}', {s}, ' {f} ')" for n, (k, s, f) in enumerate(COURSE))

    def filled(word: str, value: str) -> str:
        return f"CASE WHEN fills LIKE '% {word} %' THEN {value} END"

    def said(word: str) -> str:
        return f"nullif(regexp_extract(fills, ' {word}:(\\w+) ', 1), '')"

    return f"""
        SELECT 'e' || i || '-' || n AS event_id,
            timezone('UTC', starts + to_seconds(after)) AS "at", kind, 'c' || i AS case_id,
            {filled("application", "'a' || i")} AS application_id, applicant AS applicant_id,
            {filled("item", "item")} AS item_code,
            CAST({filled("item", "1")} AS BIGINT) AS item_version, region,
            {filled("authority", "'SAMR@' || region")} AS authority,
            {filled("portal", "'portal'")} AS place, 'online' AS channel, {said("stage")} AS stage,
            {said("step")} AS step,
            CASE WHEN fills LIKE '% receiver %' THEN 'r' || i % 90
                WHEN fills LIKE '% reviewer %' THEN CASE WHEN i % 100 = 0 THEN 'r' || i % 90
                    ELSE 'v' || i % 70 END END AS officer,
            {filled("session", "'s' || i")} AS session_id, {said("material")} AS material_kind,
            {filled("licence", "'L' || i")} AS licence_id, {filled("link", "'link-1'")} AS link_id,
            {said("carrier")} AS carrier, {said("outcome")} AS outcome,
            {filled("basis", "'§16'")} AS basis
        FROM ({_cases(cases)}) AS c, (VALUES {course}) AS course (n, kind, after, fills)
        ORDER BY "at", event_id"""


def _licences(cases: int) -> str:
    return f"""
        SELECT 'L' || i AS licence_id, 'RESULT' AS material_kind, applicant AS holder,
            'SAMR@' || region AS issuer,
            timezone('UTC', starts + to_seconds(10100)) AS issued_at, true AS electronic,
            true AS seal_valid, NULL::TIMESTAMPTZ AS expires_at, NULL::TIMESTAMPTZ AS revoked_at
        FROM ({_cases(cases)}) AS c
        UNION ALL
        SELECT 'I' || i, 'IDCARD', applicant, 'MPS@330400', timezone('UTC', {START}), true, true,
            NULL, NULL
        FROM ({_cases(cases)}) AS c"""


def _context() -> dict[str, str]:
    regions = ", ".join(f"('{region}')" for region in REGIONS)
    per_region = f"FROM range({ITEMS}) AS made (i), (VALUES {regions}) AS r (region)"
    code = "'330000000' || lpad(i::VARCHAR, 3, '0') AS item_code, 1::BIGINT AS item_version"
    before = "TIMESTAMPTZ '2024-06-01 00:00:00Z'"
    return {
        "items": f"""
            SELECT {code}, region, 'item ' || i AS name, '企业注册登记' AS category,
                'resident' AS applicant_kind,
                'application;acceptance;review;decision;delivery' AS online_stages,
                NULL::VARCHAR AS online_exception, 5::BIGINT AS limit_working_days,
                0.0::DOUBLE AS fee, NULL::VARCHAR AS review_class, {before} AS reviewed_at,
                {before} AS published_at, NULL::TIMESTAMPTZ AS withdrawn_at {per_region}""",
        "item_materials": f"""
            SELECT {code}, region, kind AS material_kind, false AS secondary {per_region},
                (VALUES ('FORM'), ('LICENCE'), ('IDCARD')) AS m (kind)""",
        "item_steps": f"""
            SELECT {code}, step, after, 'SAMR' AS authority_kind, NULL::VARCHAR AS review_class
            FROM range({ITEMS}) AS made (i),
                (VALUES ('review', NULL), ('decision', 'review')) AS s (step, after)""",
        "material_kinds": """
            SELECT * FROM (VALUES ('FORM', 'form', NULL, 0::BIGINT, true),
                ('LICENCE', 'licence', 'SAMR', NULL, true), ('IDCARD', 'id', 'MPS', NULL, true),
                ('RESULT', 'result', 'SAMR', NULL, true))
            AS k (material_kind, name, source, validity_days, electronic)""",
        "links": f"""
            SELECT 'link-1' AS link_id, '*' AS asker, 'SAMR' AS provider,
                'LICENCE' AS material_kind, {before} AS "from", NULL::TIMESTAMPTZ AS until""",
        "places": """
            SELECT 'portal' AS place, 'portal' AS place_kind, '330000' AS region,
                NULL::BOOLEAN AS comprehensive, NULL::VARCHAR AS items""",
        "calendar": """
            SELECT d::DATE AS date, isodow(d) < 6 AS working
            FROM generate_series(DATE '2024-12-01', DATE '2026-02-01', INTERVAL 1 DAY) AS s (d)""",
        "declared": """
            SELECT * FROM (VALUES ('session_validity_seconds', '7200'),
                ('propagation_delay_seconds', '86400'), ('library_delay_seconds', '3600'),
                ('status_bound_seconds', '600')) AS d (name, value)""",
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(float(sys.argv[2])))
