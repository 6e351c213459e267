/* ---
id: PRO-6
title: {zh: 协同, en: collaboration}
statement:
  zh: >-
    部门、层级、地区之间流转的材料和结果，必须由平台（或部门之间的寄送）传递，不得由申请人传递。同一件事里一个部门办结申请所发的结果，另一个部门要用的，不得让申请人提交（当时没有链路可用的除外）。
  en: >-
    What passes between departments, levels and regions MUST pass through the platform (or by post
    between the departments); the applicant MUST NOT be the courier. A result that one department issued
    on an application of the matter MUST NOT have to be handed in by the applicant to another department, unless the
    links that carry it were down.
rationale:
  zh: 部门之间的路，让申请人来跑，跑的是部门自己的腿。
  en: What applicants carry from desk to desk is the departments' own work.
essay: "2.1, 2.2"
law: [N08]
level: MUST
profiles: [exchange]
since: "1.0"
needs:
  kinds: [handed_over, material_submitted, licence_issued]
  columns: [application_id, material_kind, carrier, authority]
  tables: {}
  declared: []
exercised_by:
  zh: 部门之间流转一次，或一个部门在一件事里发出的结果被另一个部门的申请用到。
  en: >-
    Something passes between departments, or a result issued within a matter is used in the application
    to another department.
bad_day:
  zh: 链路中断时，由部门之间寄送或等恢复；索要时链路确实中断的，请申请人提交不算违反。
  en: >-
    While a link is down departments send by post or wait; to ask the applicant while the link was
    really down is no breach.
sentence:
  zh: 申请 {application_id}：从 {source} 到 {target}，{thing} 由申请人自己传递。
  en: "Application {application_id}: {thing} went from {source} to {target} by the applicant's own hand."
expected:
  zh: "{thing} 应当由平台从 {source} 传到 {target}。"
  en: "The platform should have carried {thing} from {source} to {target}."
--- */
WITH issued AS (
    SELECT
        coalesce(e.case_id, a.case_id) AS case_id, e.material_kind, e.authority, e.seq, e.event_id
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.kind = 'licence_issued' AND e.application_id IS NOT NULL
        AND e.material_kind IS NOT NULL AND e.authority IS NOT NULL
),

asked AS (
    SELECT application_id, material_kind, seq, at_us, authority
    FROM events
    WHERE application_id IS NOT NULL AND material_kind IS NOT NULL
        AND (kind = 'notice_issued'
            OR (kind = 'material_requested' AND (carrier IS NULL OR carrier = 'applicant')))
),

uses AS (
    SELECT
        e.event_id, e.seq, e.application_id, e.material_kind,
        coalesce(e.case_id, a.case_id) AS case_id,
        e.kind = 'material_submitted' AND (e.carrier IS NULL OR e.carrier = 'applicant') AS by_hand,
        coalesce(a.authority, min(q.authority)) AS receiver,
        coalesce(max(q.at_us), e.at_us) AS asked_us
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    LEFT JOIN asked AS q
        ON q.application_id = e.application_id AND q.material_kind = e.material_kind
        AND q.seq < e.seq
    WHERE e.application_id IS NOT NULL AND e.material_kind IS NOT NULL
        AND (e.kind IN ('material_submitted', 'licence_presented')
            OR (e.kind = 'material_fetched' AND e.outcome = 'succeeded'))
    GROUP BY
        e.event_id, e.seq, e.application_id, e.material_kind, coalesce(e.case_id, a.case_id),
        e.kind, e.carrier, a.authority, e.at_us
),

-- what one department issued within the matter and another one uses
passed AS (
    SELECT
        u.event_id, u.seq, u.application_id, u.material_kind, u.case_id, u.by_hand, u.receiver,
        u.asked_us, min(i.event_id) AS issue, min(i.authority) AS source
    FROM uses AS u
    INNER JOIN issued AS i
        ON i.case_id = u.case_id AND i.material_kind = u.material_kind AND i.seq < u.seq
    WHERE u.receiver IS NULL OR i.authority <> u.receiver
    GROUP BY
        u.event_id, u.seq, u.application_id, u.material_kind, u.case_id, u.by_hand, u.receiver,
        u.asked_us
),

-- links that could carry it then: how many were up, how many down. The library answers only for
-- what it holds, so that it may be up and of no use.
reachable AS (
    SELECT
        p.event_id,
        count(DISTINCT CASE WHEN o.link_id IS NULL AND l.link_id <> 'library' THEN l.link_id END)
            AS up,
        count(DISTINCT o.link_id) AS down
    FROM passed AS p
    INNER JOIN links AS l
        ON l.material_kind = p.material_kind
        AND (l.asker = '*' OR l.asker = split_part(p.receiver, '@', 1))
        AND l.from_us <= p.asked_us AND (l.until_us IS NULL OR p.asked_us < l.until_us)
    LEFT JOIN link_outages AS o
        ON o.link_id = l.link_id AND o.down_us <= p.asked_us
        AND (o.up_us IS NULL OR p.asked_us < o.up_us)
    WHERE p.by_hand
    GROUP BY p.event_id
),

-- found: 2 by the applicant's hand, 1 perhaps (receiver not on record), 0 not
weighed AS (
    SELECT
        p.*,
        CASE
            WHEN NOT p.by_hand OR (r.down > 0 AND r.up = 0) THEN 0
            WHEN p.receiver IS NULL THEN 1
            ELSE 2
        END AS found
    FROM passed AS p
    LEFT JOIN reachable AS r ON r.event_id = p.event_id
)

SELECT
    e.event_id AS subject,
    coalesce(e.case_id, a.case_id) AS case_id,
    e.carrier = 'applicant' AS breach,
    e.event_id AS events,
    e.application_id,
    '–' AS source,
    e.authority AS target,
    coalesce(e.material_kind, '案卷') AS thing_zh,
    coalesce(e.material_kind, 'the file') AS thing_en
FROM events AS e
LEFT JOIN applications AS a ON a.application_id = e.application_id
WHERE e.kind = 'handed_over'
UNION ALL
SELECT
    application_id || '/' || material_kind,
    max(case_id),
    CASE max(found) WHEN 2 THEN true WHEN 0 THEN false END,
    coalesce(string_agg(CASE WHEN found = 2 THEN event_id END, ';' ORDER BY seq), min(event_id)),
    application_id,
    min(source),
    max(receiver),
    material_kind,
    material_kind
FROM weighed
GROUP BY application_id, material_kind
