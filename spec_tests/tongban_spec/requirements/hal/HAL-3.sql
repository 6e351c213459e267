/* ---
id: HAL-3
title: {zh: 一次告知, en: told once}
statement:
  zh: >-
    材料缺什么、错什么，必须在第一次告知时一次说全；此后不得再告知或索要第一次告知时就能知道的材料。
    同一时刻的各行，以及同一天、申请人再交材料之前依据相同（或没有记录依据）的各行，是同一次告知。
    此后申请人新交或出示的一份有误、原有的一份过期或被吊销、此后链路取不到的，不算当时能知道。
  en: >-
    All that is missing or wrong MUST be told in the first notice; nothing that could be known at that
    moment MUST be told or asked for later. Rows at one moment are one notice, and so are rows with the
    same basis (or none on record) on the same local day, before the applicant hands anything in. Not
    knowable then is what is wrong with a copy handed in or a licence presented afterwards, what
    expired or was revoked afterwards, and what a link failed to fetch afterwards.
rationale:
  zh: 一次只说一样，就是一样跑一趟。
  en: One thing told at a time is one trip for each thing.
essay: "4.2"
law: [N09, N21, N23, N24]
level: MUST
profiles: [hall, online]
since: "1.0"
needs:
  kinds: [application_submitted, notice_issued, material_requested, material_submitted]
  columns: [application_id, applicant_id, material_kind, basis, carrier]
  tables: {material_kinds: [validity_days], licences: [expires_at, revoked_at]}
  declared: []
exercised_by:
  zh: 一件申请收到过补正告知。
  en: An application is told that something is missing or wrong.
bad_day:
  zh: 告知之后链路才中断、因而改向申请人要的材料，不算漏告；告知之前就取不到的，必须一并告知。
  en: >-
    A material that is asked of the applicant because a link failed after the notice was not left
    out of it; what could not be fetched before the notice must be in it.
sentence:
  zh: 申请 {application_id} 在 {first_notice} 已告知过一次，之后又要 {material_kind}，而这在当时就能知道。
  en: >-
    Application {application_id} had its notice at {first_notice}; {material_kind} was asked for
    later, though it could have been known then.
expected:
  zh: 第一次告知（{first_notice}）应已包括 {material_kind}。
  en: "The first notice ({first_notice}) should have included {material_kind}."
--- */
WITH begun AS (
    SELECT application_id, min(seq) AS seq
    FROM events
    WHERE kind = 'notice_issued' AND application_id IS NOT NULL
    GROUP BY application_id
),

opening AS (
    SELECT
        b.application_id, b.seq, n.at_us, n.basis, n.event_id,
        (n.at_us + 28800000000) - (n.at_us + 28800000000) % 86400000000 AS local_day
    FROM begun AS b
    INNER JOIN events AS n ON n.seq = b.seq
),

answered AS (
    SELECT o.application_id, min(s.seq) AS seq
    FROM opening AS o
    INNER JOIN events AS s
        ON s.application_id = o.application_id AND s.kind = 'material_submitted' AND s.seq > o.seq
    GROUP BY o.application_id
),

tellings AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.application_id, e.material_kind,
        o.seq AS first_seq, o.at_us AS first_us,
        CASE
            WHEN e.kind <> 'notice_issued' THEN 0
            WHEN e.at_us = o.at_us THEN 1
            WHEN (e.basis = o.basis OR e.basis IS NULL OR o.basis IS NULL)
                AND e.at_us + 28800000000 < o.local_day + 86400000000
                AND (s.seq IS NULL OR e.seq < s.seq)
                THEN 1
            ELSE 0
        END AS in_first
    FROM opening AS o
    INNER JOIN events AS e ON e.application_id = o.application_id AND e.seq >= o.seq
    LEFT JOIN answered AS s ON s.application_id = o.application_id
    WHERE e.kind IN ('notice_issued', 'verification_requested')
        OR (e.kind = 'material_requested' AND e.carrier = 'applicant')
),

known AS (
    SELECT DISTINCT application_id, material_kind
    FROM tellings
    WHERE in_first = 1 AND material_kind IS NOT NULL
),

later AS (
    SELECT t.*, a.applicant_id
    FROM tellings AS t
    LEFT JOIN known AS k
        ON k.application_id = t.application_id AND k.material_kind = t.material_kind
    LEFT JOIN applications AS a ON a.application_id = t.application_id
    WHERE t.in_first = 0 AND t.material_kind IS NOT NULL AND k.application_id IS NULL
),

revoked AS (
    SELECT licence_id, min(at_us) AS at_us
    FROM events
    WHERE kind = 'licence_revoked'
    GROUP BY licence_id
),

-- what was in force at the first notice, and until when: own copies and licences
lapses AS (
    SELECT application_id, NULL AS holder, material_kind, at_us AS from_us, until_us
    FROM submissions
    WHERE until_us IS NOT NULL
    UNION ALL
    SELECT
        NULL AS application_id, l.holder, l.material_kind, l.issued_at_us AS from_us,
        least(l.expires_at_us, l.revoked_at_us, r.at_us) AS until_us
    FROM licences AS l
    LEFT JOIN revoked AS r ON r.licence_id = l.licence_id
),

excused AS (
    SELECT t.seq
    FROM later AS t
    INNER JOIN events AS e
        ON e.application_id = t.application_id AND e.material_kind = t.material_kind
        AND e.seq > t.first_seq AND e.seq < t.seq
    WHERE e.kind IN ('material_submitted', 'licence_presented')
        OR (e.kind = 'material_fetched' AND e.outcome IN ('failed', 'unavailable'))
    UNION
    SELECT t.seq
    FROM later AS t
    INNER JOIN lapses AS p
        ON p.material_kind = t.material_kind
        AND (p.application_id = t.application_id OR p.holder = t.applicant_id)
        AND p.from_us <= t.first_us AND p.until_us > t.first_us AND p.until_us <= t.at_us
),

late AS (
    SELECT t.application_id, min(t.material_kind) AS material_kind,
        string_agg(t.event_id, ';' ORDER BY t.seq) AS events
    FROM later AS t
    LEFT JOIN excused AS x ON x.seq = t.seq
    WHERE x.seq IS NULL
    GROUP BY t.application_id
)

SELECT
    o.application_id AS subject,
    a.case_id,
    CASE
        WHEN a.started_us IS NULL AND a.submitted_us IS NULL THEN NULL
        ELSE l.application_id IS NOT NULL
    END AS breach,
    CASE WHEN l.events IS NULL THEN o.event_id ELSE o.event_id || ';' || l.events END AS events,
    o.application_id,
    o.event_id AS first_notice,
    l.material_kind
FROM opening AS o
LEFT JOIN applications AS a ON a.application_id = o.application_id
LEFT JOIN late AS l ON l.application_id = o.application_id
