/* ---
id: HAL-7
title: {zh: 合一通办, en: channels are equal}
statement:
  zh: >-
    同一事项在线上和在大厅，所要的材料、时限、收费和结果必须相同：不得在一个渠道索要事项清单以外、
    另一个渠道从来不要的材料；一个渠道每次都出的结果，另一个渠道不得从来不出。
  en: >-
    The same item MUST have the same materials, limit, fee and result online and in the hall: one
    channel MUST NOT ask for a material that the item does not list and the other never asks for; a
    result that one channel always gives MUST NOT be one that the other never gives.
rationale:
  zh: >-
    渠道由申请人选，选哪个都不该吃亏。时限和收费写在事项的版本里，两个渠道办的是同一版本，也就相同
    （版本用错归 CAT-6）；清单以内的材料，这次索要、下次由链路调取，是链路的事，不算不平等。
  en: >-
    The channel is the applicant's choice and must not cost anything. Limit and fee stand in the
    version of the item, so both channels have the same if they handle the same version (a wrong one
    is a matter of CAT-6). A listed material that is asked for once and fetched another time depends
    on the links and is no inequality.
essay: "4.2"
law: [N14, N16]
level: MUST
profiles: [hall, online]
since: "1.0"
needs:
  kinds: [application_submitted, material_requested]
  columns: [application_id, item_code, item_version, channel, material_kind, carrier]
  tables: {item_materials: []}
  declared: []
exercised_by:
  zh: 同一版本的事项，线上和大厅都有人申请。
  en: The same version of an item is applied for both online and in the hall.
bad_day:
  zh: 一个渠道中断时，另一个渠道照原样收，不得因此加要材料或改变结果。
  en: >-
    While one channel is down, the other takes applications as always: nothing more is asked for and
    the result does not change.
sentence:
  zh: 事项 {item_code} 第 {item_version} 版两个渠道不一样：{found}。
  en: "Item {item_code}, version {item_version}, differs by channel: {found}."
expected:
  zh: 事项 {item_code} 在线上和大厅应要同样的材料、给同样的结果。
  en: "Item {item_code} should ask for the same and give the same online and in the hall."
--- */
WITH changed AS (
    SELECT DISTINCT application_id
    FROM events
    WHERE kind = 'channel_changed' AND application_id IS NOT NULL
),

-- whoever changed the channel is no witness for either
taken AS (
    SELECT
        a.application_id, a.item_code, a.item_version, a.channel,
        a.submitted_event, a.submitted_us, a.decision_outcome, a.delivered_us
    FROM applications AS a
    LEFT JOIN changed AS c ON c.application_id = a.application_id
    WHERE a.submitted_us IS NOT NULL AND a.channel IN ('online', 'hall')
        AND a.item_code IS NOT NULL AND a.item_version IS NOT NULL AND c.application_id IS NULL
),

twofold AS (
    SELECT
        t.item_code, t.item_version,
        string_agg(CASE WHEN t.place = 1 THEN t.submitted_event END, ';'
            ORDER BY t.submitted_us, t.submitted_event) AS events
    FROM (
        SELECT
            item_code, item_version, channel, submitted_event, submitted_us,
            row_number() OVER (
                PARTITION BY item_code, item_version, channel
                ORDER BY submitted_us, submitted_event
            ) AS place
        FROM taken
    ) AS t
    GROUP BY t.item_code, t.item_version
    HAVING count(DISTINCT t.channel) = 2
),

-- asked for, and not on the list of any region
asked AS (
    SELECT
        t.item_code, t.item_version, e.material_kind,
        count(DISTINCT t.channel) AS channels, min(t.channel) AS channel, min(e.seq) AS seq
    FROM events AS e
    INNER JOIN taken AS t ON t.application_id = e.application_id
    INNER JOIN twofold AS w ON w.item_code = t.item_code AND w.item_version = t.item_version
    LEFT JOIN (SELECT DISTINCT item_code, item_version, material_kind FROM item_materials) AS m
        ON m.item_code = t.item_code AND m.item_version = t.item_version
        AND m.material_kind = e.material_kind
    WHERE e.material_kind IS NOT NULL AND m.material_kind IS NULL
        AND (
            e.kind IN ('verification_requested', 'notice_issued')
            OR (e.kind = 'material_requested' AND e.carrier = 'applicant')
        )
    GROUP BY t.item_code, t.item_version, e.material_kind
),

given AS (
    SELECT
        t.item_code, t.item_version, t.channel, t.application_id, e.material_kind,
        min(e.seq) AS seq
    FROM events AS e
    INNER JOIN taken AS t ON t.application_id = e.application_id
    INNER JOIN twofold AS w ON w.item_code = t.item_code AND w.item_version = t.item_version
    WHERE e.kind IN ('licence_issued', 'result_delivered') AND e.material_kind IS NOT NULL
        AND t.decision_outcome = 'granted' AND t.delivered_us IS NOT NULL
    GROUP BY t.item_code, t.item_version, t.channel, t.application_id, e.material_kind
),

granted AS (
    SELECT item_code, item_version, channel, count(DISTINCT application_id) AS number
    FROM given
    GROUP BY item_code, item_version, channel
),

always AS (
    SELECT g.item_code, g.item_version, g.material_kind, g.channel, min(g.seq) AS seq
    FROM given AS g
    INNER JOIN granted AS n
        ON n.item_code = g.item_code AND n.item_version = g.item_version
        AND n.channel = g.channel
    GROUP BY g.item_code, g.item_version, g.material_kind, g.channel, n.number
    HAVING count(*) = n.number
),

unequal AS (
    SELECT item_code, item_version, material_kind, channel, seq, 1 AS is_asked
    FROM asked
    WHERE channels = 1
    UNION ALL
    SELECT v.item_code, v.item_version, v.material_kind, v.channel, v.seq, 0 AS is_asked
    FROM always AS v
    INNER JOIN granted AS o
        ON o.item_code = v.item_code AND o.item_version = v.item_version
        AND o.channel <> v.channel
    LEFT JOIN given AS g
        ON g.item_code = v.item_code AND g.item_version = v.item_version
        AND g.material_kind = v.material_kind AND g.channel <> v.channel
    WHERE g.item_code IS NULL
),

found AS (
    SELECT
        u.item_code, u.item_version,
        string_agg(e.event_id, ';' ORDER BY e.seq) AS events,
        min(CASE WHEN u.is_asked = 1 THEN u.material_kind END) AS asked_kind,
        min(CASE WHEN u.is_asked = 0 THEN u.material_kind END) AS given_kind
    FROM unequal AS u
    INNER JOIN events AS e ON e.seq = u.seq
    GROUP BY u.item_code, u.item_version
)

SELECT
    w.item_code || '/' || w.item_version AS subject,
    NULL AS case_id,
    f.item_code IS NOT NULL AS breach,
    coalesce(f.events, w.events) AS events,
    w.item_code,
    w.item_version,
    CASE
        WHEN f.asked_kind IS NOT NULL THEN '只有一个渠道索要清单外的 ' || f.asked_kind
        ELSE '只有一个渠道给出 ' || f.given_kind
    END AS found_zh,
    CASE
        WHEN f.asked_kind IS NOT NULL
            THEN 'only one channel asks for ' || f.asked_kind || ', which is not listed'
        ELSE 'only one channel gives ' || f.given_kind
    END AS found_en
FROM twofold AS w
LEFT JOIN found AS f ON f.item_code = w.item_code AND f.item_version = w.item_version
