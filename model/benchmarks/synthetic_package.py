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
# Who goes this way: o online, h in the hall after beginning online, v in the hall of another region
# throughout, j joint (two applications of one matter), m the very first case, at which a system of
# record moves. Then the kind, seconds after the start, and which of the columns below are filled.
COURSE = (
    ("m", "record_moved", 0, "item registry"),
    ("hv", "visit_started", 0, "hall window"),
    ("ohj", "identity_verified", 1, "applicant session online outcome:succeeded"),
    ("oj", "item_served", 5, "item session portal"),
    ("ohj", "application_started", 60, "application item session online"),
    ("v", "application_started", 60, "application item hall"),
    ("j", "application_started", 61, "second item2 session online"),
    ("h", "channel_changed", 300, "application hall"),
    ("ohvj", "application_submitted", 600, "application item session way"),
    ("j", "application_submitted", 600, "second item2 session way"),
    ("ohvj", "status_shown", 601, "application stage:application portal"),
    ("ohvj", "material_submitted", 602, "application material:FORM way"),
    (
        "oj",
        "material_fetched",
        603,
        "application material:LICENCE link authority outcome:succeeded",
    ),
    ("ohvj", "licence_presented", 604, "application material:IDCARD idcard way"),
    (
        "h",
        "notice_issued",
        700,
        "application authority receiver material:LEASE outcome:missing basis",
    ),
    ("hv", "material_submitted", 800, "application material:LEASE hall"),
    ("ohvj", "application_accepted", 4_000, "application item authority receiver outcome:accepted"),
    ("j", "application_accepted", 4_000, "second item2 authority2 receiver outcome:accepted"),
    ("ohvj", "status_shown", 4_001, "application stage:acceptance portal"),
    ("ohvj", "handed_over", 4_002, "application authority carrier:platform"),
    ("ohvj", "step_ready", 4_003, "application step:review authority"),
    ("ohvj", "step_started", 5_000, "application step:review authority reviewer"),
    ("ohvj", "status_shown", 5_001, "application stage:review portal"),
    ("ohvj", "step_completed", 9_000, "application step:review authority reviewer"),
    ("ohvj", "step_ready", 9_001, "application step:decision authority"),
    ("ohvj", "step_started", 9_500, "application step:decision authority reviewer"),
    ("ohvj", "step_completed", 9_900, "application step:decision authority reviewer"),
    ("ohvj", "decision_made", 10_000, "application authority reviewer outcome:granted basis"),
    ("j", "decision_made", 10_000, "second authority2 reviewer outcome:granted basis"),
    ("ohvj", "status_shown", 10_001, "application stage:decision portal"),
    ("ohvj", "licence_issued", 10_100, "application authority material:RESULT licence"),
    ("ohvj", "licence_registered", 10_200, "material:RESULT licence"),
    ("ohvj", "result_delivered", 12_000, "application carrier:platform way portal"),
    ("j", "result_delivered", 12_000, "second carrier:platform way portal"),
    ("ohvj", "status_shown", 12_001, "application stage:delivery portal"),
    ("hv", "visit_ended", 12_002, "hall window outcome:served"),
)
SHARES = {"o": 0.6, "h": 0.2, "v": 0.1, "j": 0.1}
EVENTS_A_CASE = sum(share for who, *_ in COURSE for way, share in SHARES.items() if way in who)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643


def write(folder: Path, events: int) -> None:
    """Write a package of about so many events (写合成包)."""
    folder.mkdir(parents=True)
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"SET temp_directory = '{folder.parent}'")
    connection.execute("SET memory_limit = '3GiB'")
    cases = max(1, round(events / EVENTS_A_CASE))
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
            [{regions}][((i + (i % 10 = 8)::INTEGER) % {len(REGIONS)} + 1)::INTEGER] AS office,
            '330000000' || lpad((i // 10 % {ITEMS})::VARCHAR, 3, '0') AS item,
            '330000000' || lpad(((i // 10 + 1) % {ITEMS})::VARCHAR, 3, '0') AS item2,
            substr('oooooohhvj', (i % 10 + 1)::INTEGER, 1) AS goes
        FROM (SELECT i, {body} AS body FROM range({cases}) AS made (i)) AS numbered"""


def _events(cases: int) -> str:
    course = ", ".join(
        f"('{who}', {n}, '{kind}', {after}, ' {fills} ')"
        for n, (who, kind, after, fills) in enumerate(COURSE)
    )

    def filled(*words: tuple[str, str]) -> str:
        whens = " ".join(f"WHEN fills LIKE '% {word} %' THEN {value}" for word, value in words)
        return f"CASE {whens} END"

    def said(word: str) -> str:
        return f"nullif(regexp_extract(fills, ' {word}:(\\w+) ', 1), '')"

    way = "CASE WHEN goes IN ('h', 'v') THEN 'hall' ELSE 'online' END"
    reviewer = "CASE WHEN i % 100 = 0 THEN 'r' || i % 90 ELSE 'v' || i % 70 END"
    place = ("portal", "'portal'"), ("window", "'window-' || region"), ("registry", "'registry'")
    licence = ("licence", "'L' || i"), ("idcard", "'I' || i")
    return f"""
        SELECT 'e' || i || '-' || n AS event_id,
            timezone('UTC', starts + to_seconds(after)) AS "at", kind,
            CASE WHEN who <> 'm' THEN 'c' || i END AS case_id,
            {filled(("application", "'a' || i"), ("second", "'b' || i"))} AS application_id,
            CASE WHEN who <> 'm' THEN applicant END AS applicant_id,
            {filled(("item", "item"), ("item2", "item2"))} AS item_code,
            CAST({filled(("item", "1"), ("item2", "1"))} AS BIGINT) AS item_version, region,
            {filled(("authority", "'SAMR@' || office"), ("authority2", "'MPS@330400'"))}
                AS authority,
            {filled(*place)} AS place,
            {filled(("online", "'online'"), ("hall", "'hall'"), ("way", way))} AS channel,
            {said("stage")} AS stage, {said("step")} AS step,
            {filled(("receiver", "'r' || i % 90"), ("reviewer", reviewer))} AS officer,
            {filled(("session", "'s' || i"))} AS session_id, {said("material")} AS material_kind,
            {filled(*licence)} AS licence_id, {filled(("link", "'link-1'"))} AS link_id,
            {said("carrier")} AS carrier, {said("outcome")} AS outcome,
            {filled(("basis", "'§16'"))} AS basis
        FROM ({_cases(cases)}) AS c
        INNER JOIN (VALUES {course}) AS course (who, n, kind, after, fills)
            ON strpos(who, goes) > 0 OR (who = 'm' AND i = 0)
        ORDER BY "at", event_id"""


def _licences(cases: int) -> str:
    return f"""
        SELECT 'L' || i AS licence_id, 'RESULT' AS material_kind, applicant AS holder,
            'SAMR@' || office AS issuer,
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
                NULL::BOOLEAN AS government, 0.0::DOUBLE AS fee,
                NULL::VARCHAR AS review_class, {before} AS reviewed_at,
                {before} AS published_at, NULL::TIMESTAMPTZ AS withdrawn_at {per_region}""",
        "item_materials": f"""
            SELECT {code}, region, kind AS material_kind, false AS secondary {per_region},
                (VALUES ('FORM'), ('LICENCE'), ('IDCARD'), ('LEASE')) AS m (kind)""",
        "item_steps": f"""
            SELECT {code}, step, after, 'SAMR' AS authority_kind, NULL::VARCHAR AS review_class
            FROM range({ITEMS}) AS made (i),
                (VALUES ('review', NULL), ('decision', 'review')) AS s (step, after)""",
        "material_kinds": """
            SELECT * FROM (VALUES ('FORM', 'form', NULL, 0::BIGINT, true),
                ('LICENCE', 'licence', 'SAMR', NULL, true), ('IDCARD', 'id', 'MPS', NULL, true),
                ('RESULT', 'result', 'SAMR', NULL, true), ('LEASE', 'lease', NULL, NULL, false))
            AS k (material_kind, name, source, validity_days, electronic)""",
        "links": f"""
            SELECT 'link-1' AS link_id, '*' AS asker, 'SAMR' AS provider,
                'LICENCE' AS material_kind, {before} AS "from", NULL::TIMESTAMPTZ AS until""",
        "material_needs": """
            SELECT 'RESULT' AS material_kind, kind AS needed_kind, NULL::VARCHAR AS asker,
                NULL::VARCHAR AS region
            FROM (VALUES ('FORM'), ('LICENCE'), ('IDCARD'), ('LEASE')) AS m (kind)""",
        "places": f"""
            SELECT 'portal' AS place, 'portal' AS place_kind, '330000' AS region,
                NULL::BOOLEAN AS comprehensive, NULL::VARCHAR AS items
            UNION ALL
            SELECT 'window-' || region, 'window', region, true, NULL
            FROM (VALUES {regions}) AS r (region)
            UNION ALL
            SELECT 'hall-' || region, 'hall', region, NULL, NULL
            FROM (VALUES {regions}) AS r (region)""",
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
