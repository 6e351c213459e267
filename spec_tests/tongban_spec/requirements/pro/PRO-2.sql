/* ---
id: PRO-2
title: {zh: 全网通办, en: handled anywhere}
statement:
  zh: >-
    在哪里提交，不得影响受理、材料、时限和结果。在异地提交的：不得索要主管地清单之外的材料；两地时限必须相同；材料齐全且没有告知补正的，不得不予受理。不得把申请人打发到另一地区去提交。
  en: >-
    Where an application is made MUST NOT change its acceptance, materials, limit or result. Of one made
    outside the competent region no material MUST be asked that is not on the competent region's list;
    the limits of both regions MUST be the same; and it MUST NOT be rejected if it was complete and
    nothing was told to be mended. An applicant MUST NOT be sent to another region to apply.
rationale:
  zh: >-
    人在外地就得回原籍办，跑的路比办的事还长。被支开以后在当次到访中办上了，或接着又来了同一地区，只是换窗口，归 HAL-4。
  en: >-
    Whoever lives elsewhere and must go home to apply travels longer than the matter takes. Who is
    served in the visit in which a window sent them on, or comes to that region again next, was sent to
    another window only, which is a matter of HAL-4.
essay: "2.1"
law: [N02, N14]
level: MUST
profiles: [online, hall]
since: "1.0"
needs:
  kinds: [application_submitted, application_accepted]
  columns: [application_id, item_code, item_version, region, authority]
  tables: {items: [limit_working_days], item_materials: []}
  declared: []
exercised_by:
  zh: 在主管部门所在地之外提交一件申请，或申请人被打发到另一地区去提交。
  en: >-
    An application is made outside the region of the accepting authority, or an applicant is sent to
    another region to apply.
bad_day:
  zh: 跨地区链路中断时，提交地先收下，恢复后转送；不让申请人自己跑。
  en: >-
    While the link between regions is down the place of application takes it in and passes it on later;
    the applicant does not travel.
sentence:
  zh: 在 {region} 提出的申请（事项 {item_code}，主管地 {competent}）因地而异：{what}。
  en: >-
    The application made in {region} for item {item_code} (competent region {competent}) fared otherwise
    for where it was made: {what}.
expected:
  zh: 在 {region} 提交应当与在 {competent} 提交一样办。
  en: "An application made in {region} should fare as one made in {competent}."
--- */
WITH rejections AS (
    SELECT e.application_id, e.event_id, e.seq, e.authority
    FROM events AS e
    INNER JOIN (
        SELECT application_id, min(seq) AS seq
        FROM events
        WHERE kind = 'application_rejected' AND application_id IS NOT NULL
        GROUP BY application_id
    ) AS f ON f.seq = e.seq
),

made AS (
    SELECT
        a.application_id, a.case_id, a.item_code, a.item_version, a.region, s.seq, a.submitted_event,
        a.accepted_us IS NOT NULL AS accepted,
        r.event_id AS rejected_event, r.seq AS rejected_seq,
        split_part(coalesce(a.authority, r.authority), '@', 2) AS competent
    FROM applications AS a
    INNER JOIN events AS s ON s.event_id = a.submitted_event
    LEFT JOIN rejections AS r ON r.application_id = a.application_id
    WHERE a.region IS NOT NULL
),

elsewhere AS (
    SELECT m.*
    FROM made AS m
    LEFT JOIN related_regions AS r ON r.region = m.competent AND r.other = m.region
    WHERE m.competent <> '' AND r.region IS NULL
),

-- the competent region's list; of several that concern it, all together
listed AS (
    SELECT DISTINCT e.item_code, e.item_version, e.competent, i.region
    FROM elsewhere AS e
    INNER JOIN related_regions AS r ON r.region = e.competent
    INNER JOIN items AS i
        ON i.item_code = e.item_code AND i.item_version = e.item_version AND i.region = r.other
),

wanted AS (
    SELECT
        l.item_code, l.item_version, l.competent, m.material_kind,
        max(CASE WHEN m.secondary THEN 0 ELSE 1 END) AS at_once
    FROM listed AS l
    INNER JOIN item_materials AS m
        ON m.item_code = l.item_code AND m.item_version = l.item_version AND m.region = l.region
    GROUP BY l.item_code, l.item_version, l.competent, m.material_kind
),

known AS (
    SELECT DISTINCT item_code, item_version, competent FROM listed
),

told AS (
    SELECT DISTINCT application_id
    FROM events
    WHERE kind IN ('notice_issued', 'licence_refused') AND application_id IS NOT NULL
),

off_list AS (
    SELECT e.application_id, min(q.seq) AS seq
    FROM elsewhere AS e
    INNER JOIN known AS k
        ON k.item_code = e.item_code AND k.item_version = e.item_version
        AND k.competent = e.competent
    INNER JOIN events AS q ON q.application_id = e.application_id
    LEFT JOIN wanted AS w
        ON w.item_code = e.item_code AND w.item_version = e.item_version
        AND w.competent = e.competent AND w.material_kind = q.material_kind
    WHERE q.material_kind IS NOT NULL AND w.material_kind IS NULL
        AND (q.kind = 'notice_issued'
            OR (q.kind = 'material_requested' AND q.carrier = 'applicant'))
    GROUP BY e.application_id
),

given AS (
    SELECT e.application_id, g.material_kind
    FROM elsewhere AS e
    INNER JOIN events AS g ON g.application_id = e.application_id AND g.seq < e.rejected_seq
    WHERE g.kind IN ('material_submitted', 'licence_presented', 'handed_over')
        OR (g.kind = 'material_fetched' AND g.outcome = 'succeeded')
    GROUP BY e.application_id, g.material_kind
),

lacking AS (
    SELECT DISTINCT e.application_id
    FROM elsewhere AS e
    INNER JOIN wanted AS w
        ON w.item_code = e.item_code AND w.item_version = e.item_version
        AND w.competent = e.competent AND w.at_once = 1
    LEFT JOIN given AS g
        ON g.application_id = e.application_id AND g.material_kind = w.material_kind
    WHERE e.rejected_seq IS NOT NULL AND g.application_id IS NULL
),

limits AS (
    SELECT e.application_id, h.limit_working_days <> t.limit_working_days AS differs
    FROM elsewhere AS e
    INNER JOIN items AS h
        ON h.item_code = e.item_code AND h.item_version = e.item_version AND h.region = e.competent
    INNER JOIN items AS t
        ON t.item_code = e.item_code AND t.item_version = e.item_version AND t.region = e.region
),

judged AS (
    SELECT
        e.*, q.event_id AS asked_event, q.seq AS asked_seq,
        k.item_code IS NOT NULL AS listed,
        coalesce(l.differs, false) AS other_limit,
        e.rejected_seq IS NOT NULL AND NOT e.accepted AND t.application_id IS NULL
            AND m.application_id IS NULL AS turned_away
    FROM elsewhere AS e
    LEFT JOIN known AS k
        ON k.item_code = e.item_code AND k.item_version = e.item_version
        AND k.competent = e.competent
    LEFT JOIN off_list AS o ON o.application_id = e.application_id
    LEFT JOIN events AS q ON q.seq = o.seq
    LEFT JOIN limits AS l ON l.application_id = e.application_id
    LEFT JOIN told AS t ON t.application_id = e.application_id
    LEFT JOIN lacking AS m ON m.application_id = e.application_id
),

-- sent away in one region, and then applied in another
sent AS (
    SELECT
        x.event_id, x.seq, x.case_id, coalesce(x.region, p.region) AS region,
        min(s.seq) AS next_seq
    FROM events AS x
    LEFT JOIN places AS p ON p.place = x.place
    INNER JOIN events AS s
        ON s.case_id = x.case_id AND s.kind = 'application_submitted' AND s.seq > x.seq
    WHERE x.kind = 'redirected'
    GROUP BY x.event_id, x.seq, x.case_id, coalesce(x.region, p.region)
    UNION ALL
    SELECT m.rejected_event, m.rejected_seq, m.case_id, m.region, min(n.seq)
    FROM made AS m
    INNER JOIN made AS n
        ON n.case_id = m.case_id AND n.item_code = m.item_code
        AND n.application_id <> m.application_id AND n.seq > m.rejected_seq AND n.accepted
    LEFT JOIN told AS t ON t.application_id = m.application_id
    WHERE NOT m.accepted AND t.application_id IS NULL
    GROUP BY m.rejected_event, m.rejected_seq, m.case_id, m.region
),

-- what came of it: the end of that visit, or the next visit if that is told first
then_seen AS (
    SELECT x.seq, min(v.seq) AS then_seq
    FROM events AS x
    INNER JOIN events AS v
        ON v.case_id = x.case_id AND v.seq > x.seq
        AND (v.kind = 'visit_started' OR (v.kind = 'visit_ended' AND v.outcome = 'served'))
    WHERE x.kind = 'redirected'
    GROUP BY x.seq
),

-- sent no further than to another window there: served in that visit, or come to that region again
helped_there AS (
    SELECT t.seq, v.seq AS then_seq
    FROM then_seen AS t
    INNER JOIN events AS x ON x.seq = t.seq
    INNER JOIN events AS v ON v.seq = t.then_seq
    LEFT JOIN places AS p ON p.place = x.place
    LEFT JOIN places AS q ON q.place = v.place
    LEFT JOIN related_regions AS r
        ON r.region = coalesce(x.region, p.region) AND r.other = coalesce(v.region, q.region)
    WHERE v.kind = 'visit_ended' OR r.region IS NOT NULL
)

SELECT
    application_id AS subject,
    case_id,
    CASE
        WHEN asked_event IS NOT NULL OR other_limit OR (turned_away AND listed) THEN true
        WHEN listed OR NOT turned_away THEN false
    END AS breach,
    CASE
        WHEN asked_event IS NOT NULL THEN
            CASE WHEN asked_seq < seq THEN asked_event || ';' || submitted_event
                ELSE submitted_event || ';' || asked_event END
        WHEN turned_away AND listed THEN
            CASE WHEN rejected_seq < seq THEN rejected_event || ';' || submitted_event
                ELSE submitted_event || ';' || rejected_event END
        ELSE submitted_event
    END AS events,
    region,
    competent,
    item_code,
    CASE
        WHEN asked_event IS NOT NULL THEN '索要了主管地清单之外的材料'
        WHEN other_limit THEN '两地办结时限不同'
        ELSE '材料齐全、没有告知补正，却不予受理'
    END AS what_zh,
    CASE
        WHEN asked_event IS NOT NULL THEN 'a material off the competent list was asked for'
        WHEN other_limit THEN 'the two regions have different limits'
        ELSE 'it was rejected though complete and nothing had been told'
    END AS what_en
FROM judged
UNION ALL
SELECT
    'sent/' || x.event_id,
    x.case_id,
    true,
    x.event_id || ';' || n.event_id,
    x.region,
    n.region,
    n.item_code,
    '被打发到另一地区提交',
    'sent to another region to apply'
FROM sent AS x
INNER JOIN events AS n ON n.seq = x.next_seq
LEFT JOIN related_regions AS r ON r.region = x.region AND r.other = n.region
LEFT JOIN helped_there AS h ON h.seq = x.seq AND h.then_seq < n.seq
WHERE x.region IS NOT NULL AND n.region IS NOT NULL AND r.region IS NULL AND h.seq IS NULL
