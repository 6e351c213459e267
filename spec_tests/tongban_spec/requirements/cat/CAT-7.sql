/* ---
id: CAT-7
title: {zh: 鲜活, en: freshness}
statement:
  zh: >-
    新版本发布或旧版本停用后，各门户和大厅必须在声明的传播时延之内停止展示旧版本。已过期或已吊销的证照，不得当作有效的证照据以受理或准予。
  en: >-
    Once a version of an item has been replaced or withdrawn, every portal and hall MUST stop showing it
    within the declared propagation delay. A licence that has expired or been revoked MUST NOT be taken
    as current when an application is accepted or granted.
rationale:
  zh: 照着旧指南准备，白跑一趟；凭失效证照办成的事，迟早要翻案。
  en: >-
    Whoever prepares by an old guide comes in vain, and what was granted on a dead licence will be
    undone.
essay: "1.2"
law: [N03]
level: MUST
profiles: [catalogue]
since: "1.0"
needs:
  kinds: [item_served]
  columns: [item_code, item_version, place]
  tables: {items: [published_at, withdrawn_at]}
  declared: [propagation_delay_seconds]
exercised_by:
  zh: 门户或大厅展示一个事项版本，或申请中出示、调取一份证照。
  en: >-
    A portal or hall shows a version of an item, or a licence is presented or fetched for an application.
bad_day:
  zh: 传播中断的，时延照算；展示不了当前版本的，宁可不展示。
  en: >-
    While changes do not get through the delay still runs; a portal that cannot show the current version
    shows none.
sentence:
  zh: "{place}（申请 {application_id}）把已失效的 {thing} 当作有效的展示或采信（已失效 {late} 秒）。"
  en: >-
    {thing}, dead for {late} seconds, was still shown or taken as current at {place} (application
    {application_id}).
expected:
  zh: 应当改用当前有效的，不再用 {thing}。
  en: "What was current should have been used instead of {thing}."
--- */
WITH delay AS (
    SELECT max(number) * 1000000 AS delay_us
    FROM declared_values
    WHERE name = 'propagation_delay_seconds'
),

shown AS (
    SELECT * FROM events WHERE kind = 'item_served'
),

-- a region that is not on record may be any
versions AS (
    SELECT r.region, v.item_code, v.item_version, v.from_us, v.until_us
    FROM item_versions AS v
    INNER JOIN related_regions AS r ON r.other = v.region
    WHERE r.region IS NOT NULL
    UNION ALL
    SELECT CAST(NULL AS VARCHAR), item_code, item_version, from_us, until_us FROM item_versions
),

ends AS (
    SELECT
        region, item_code, item_version,
        max(CASE WHEN until_us IS NULL AND from_us IS NOT NULL THEN 1 ELSE 0 END) AS still,
        max(CASE WHEN until_us IS NULL AND from_us IS NULL THEN 1 ELSE 0 END) AS undated,
        max(until_us) AS until_us
    FROM versions
    GROUP BY region, item_code, item_version
),

used AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.place, e.application_id,
        coalesce(e.case_id, a.case_id) AS case_id,
        e.licence_id,
        coalesce(e.material_kind, l.material_kind) AS material_kind,
        l.licence_id IS NOT NULL AS known, l.until_us,
        a.accepted_us, a.accepted_event, a.decided_us, a.decision_outcome, a.decided_event,
        a.rejected_us, a.ended_us
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    LEFT JOIN licence_terms AS l ON l.licence_id = e.licence_id
    WHERE e.licence_id IS NOT NULL AND e.application_id IS NOT NULL
        AND (e.kind = 'licence_presented'
            OR (e.kind = 'material_fetched' AND e.outcome = 'succeeded'))
),

dead AS (
    SELECT * FROM used WHERE at_us >= until_us
),

-- refused, told, asked for or brought anew: not taken as current
put_right AS (
    SELECT DISTINCT d.seq
    FROM dead AS d
    INNER JOIN events AS e ON e.application_id = d.application_id AND e.seq > d.seq
    WHERE (e.kind = 'licence_refused' AND e.licence_id = d.licence_id)
        OR (e.material_kind = d.material_kind
            AND (e.kind IN ('notice_issued', 'material_requested', 'material_submitted')
                OR ((e.kind = 'licence_presented'
                    OR (e.kind = 'material_fetched' AND e.outcome = 'succeeded'))
                    AND (e.licence_id IS NULL OR e.licence_id <> d.licence_id))))
)

SELECT
    'shown/' || s.event_id AS subject,
    s.case_id,
    CASE
        WHEN e.item_code IS NULL THEN NULL
        WHEN e.still = 1 OR s.at_us < e.until_us THEN false
        WHEN e.undated = 1 OR d.delay_us IS NULL THEN NULL
        ELSE s.at_us > e.until_us + d.delay_us
    END AS breach,
    s.event_id AS events,
    s.item_code || ' v' || CAST(s.item_version AS VARCHAR) AS thing,
    s.place,
    s.application_id,
    CAST(floor((s.at_us - e.until_us) / 1000000.0) AS BIGINT) AS late
FROM shown AS s
CROSS JOIN delay AS d
LEFT JOIN ends AS e
    ON e.item_code = s.item_code AND e.item_version = s.item_version
    AND e.region IS NOT DISTINCT FROM s.region
UNION ALL
SELECT
    'licence/' || u.event_id,
    u.case_id,
    CASE
        WHEN NOT u.known THEN NULL
        WHEN u.until_us IS NULL OR u.at_us < u.until_us OR p.seq IS NOT NULL THEN false
        WHEN u.accepted_us >= u.at_us THEN true
        WHEN u.decided_us >= u.at_us AND u.decision_outcome = 'granted' THEN true
        WHEN u.decided_us >= u.at_us OR u.rejected_us >= u.at_us OR u.ended_us >= u.at_us
            THEN false
    END,
    u.event_id,
    u.licence_id,
    u.place,
    u.application_id,
    CAST(floor((u.at_us - u.until_us) / 1000000.0) AS BIGINT)
FROM used AS u
LEFT JOIN put_right AS p ON p.seq = u.seq
