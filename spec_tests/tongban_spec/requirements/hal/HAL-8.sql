/* ---
id: HAL-8
title: {zh: 线上线下互补, en: change of channel}
statement:
  zh: >-
    在一个渠道开始的申请换到另一个渠道，必须带着原有状态继续办：不得另起申请，不得要人重新开始或重新提交；
    换渠道前已交且仍有效的材料，不得再要、再交。
  en: >-
    An application begun in one channel and changed to another MUST be continued there with its state:
    it MUST NOT be begun or handed in anew, and no material handed in before and still in force MUST
    be asked for or handed in again.
rationale:
  zh: 线上办到一半卡住，到大厅从头再来，等于白办；两边是同一件申请，才叫一体。
  en: >-
    Getting stuck halfway online and starting over in the hall makes the first half worthless; the two
    are one only if it is the same application.
essay: "4.2"
law: [N16]
level: MUST
profiles: [hall, online]
since: "1.0"
needs:
  kinds: [channel_changed, application_started, application_submitted, material_requested,
          material_submitted]
  columns: [case_id, application_id, applicant_id, material_kind]
  tables: {material_kinds: [validity_days]}
  declared: []
exercised_by:
  zh: 一件申请换了渠道。
  en: An application changes its channel.
bad_day:
  zh: 换渠道当时读不到线上的状态，窗口可以先记下、恢复后合并，不得要人重填重交。
  en: >-
    If the state cannot be read at the moment of change, the window takes a note and merges it later;
    nobody fills in or hands in again.
sentence:
  zh: 申请 {application_id} 换渠道（{change}）之后，{found}。
  en: "After its change of channel ({change}), application {application_id} {found}."
expected:
  zh: 申请 {application_id} 应带着原有材料和状态继续办。
  en: "Application {application_id} should have gone on with what it had."
--- */
WITH changes AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.application_id,
        coalesce(e.case_id, a.case_id) AS case_id,
        a.applicant_id, a.item_code
    FROM events AS e
    INNER JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.kind = 'channel_changed'
),

own AS (
    SELECT c.event_id AS change, c.seq AS change_seq, c.at_us AS change_us,
        e.event_id, e.seq, e.at_us, e.kind, e.material_kind, e.carrier, e.outcome,
        e.application_id
    FROM changes AS c
    INNER JOIN events AS e ON e.application_id = c.application_id
),

-- begun or handed in anew
started AS (
    SELECT change, min(seq) AS seq
    FROM own
    WHERE kind = 'application_started' AND at_us > change_us
    GROUP BY change
),

submitted AS (
    SELECT s.change, min(s.seq) AS seq
    FROM own AS s
    INNER JOIN own AS b
        ON b.change = s.change AND b.kind = 'application_submitted' AND b.seq < b.change_seq
    LEFT JOIN own AS n
        ON n.change = s.change AND n.kind = 'notice_issued' AND n.seq > b.seq AND n.seq < s.seq
    WHERE s.kind = 'application_submitted' AND s.at_us > s.change_us AND n.seq IS NULL
    GROUP BY s.change
),

-- the same material again: not a mended copy, not one that has expired
again AS (
    SELECT r.change, min(r.seq) AS seq
    FROM own AS r
    INNER JOIN submissions AS b
        ON b.application_id = r.application_id AND b.material_kind = r.material_kind
        AND b.seq < r.change_seq
        AND (b.until_us IS NULL OR b.until_us = b.at_us OR r.at_us < b.until_us)
    LEFT JOIN own AS n
        ON n.change = r.change AND n.kind = 'notice_issued'
        AND n.material_kind = r.material_kind AND n.seq > b.seq AND n.seq < r.seq
        AND (n.outcome IS NULL OR n.outcome <> 'missing')
    WHERE r.at_us > r.change_us AND n.seq IS NULL
        AND (
            r.kind = 'material_submitted'
            OR (r.kind = 'material_requested' AND r.carrier = 'applicant')
            OR (r.kind = 'notice_issued' AND r.outcome = 'missing')
        )
    GROUP BY r.change
),

-- whether the administration or the applicant went on with it
continued AS (
    SELECT change, max(at_us) AS last_us
    FROM own
    WHERE seq > change_seq
        AND kind NOT IN ('application_abandoned', 'application_withdrawn', 'status_shown')
    GROUP BY change
),

-- another application of the same matter for the same item, while this one lies still
anew AS (
    SELECT c.event_id AS change, min(b.started_us) AS started_us
    FROM changes AS c
    INNER JOIN applications AS a ON a.application_id = c.application_id
    INNER JOIN applications AS b
        ON b.case_id = c.case_id AND b.applicant_id = c.applicant_id
        AND b.item_code = c.item_code AND b.application_id <> c.application_id
        AND b.started_us > c.at_us
    LEFT JOIN continued AS k ON k.change = c.event_id
    WHERE (k.last_us IS NULL OR k.last_us <= b.started_us)
        AND (a.decided_us IS NULL OR a.decided_us > b.started_us)
        AND (a.rejected_us IS NULL OR a.rejected_us > b.started_us)
        AND (a.delivered_us IS NULL OR a.delivered_us > b.started_us)
    GROUP BY c.event_id
),

restarts AS (
    SELECT w.change, min(e.seq) AS seq
    FROM anew AS w
    INNER JOIN changes AS c ON c.event_id = w.change
    INNER JOIN applications AS b
        ON b.case_id = c.case_id AND b.applicant_id = c.applicant_id
        AND b.item_code = c.item_code AND b.application_id <> c.application_id
        AND b.started_us = w.started_us
    INNER JOIN events AS e
        ON e.application_id = b.application_id AND e.kind = 'application_started'
        AND e.at_us = b.started_us
    GROUP BY w.change
),

proofs AS (
    SELECT p.change, string_agg(e.event_id, ';' ORDER BY e.seq) AS events
    FROM (
        SELECT change, seq FROM started
        UNION
        SELECT change, seq FROM submitted
        UNION
        SELECT change, seq FROM again
        UNION
        SELECT change, seq FROM restarts
    ) AS p
    INNER JOIN events AS e ON e.seq = p.seq
    GROUP BY p.change
)

SELECT
    c.application_id || '/' || c.event_id AS subject,
    c.case_id,
    CASE
        WHEN p.events IS NOT NULL THEN true
        WHEN k.change IS NULL THEN NULL
        ELSE false
    END AS breach,
    c.event_id || coalesce(';' || p.events, '') AS events,
    c.application_id,
    c.event_id AS change,
    CASE
        WHEN s.seq IS NOT NULL OR r.seq IS NOT NULL THEN '又从头开始'
        WHEN u.seq IS NOT NULL THEN '又提交了一次申请'
        ELSE '又要交已交过的材料'
    END AS found_zh,
    CASE
        WHEN s.seq IS NOT NULL OR r.seq IS NOT NULL THEN 'was begun anew'
        WHEN u.seq IS NOT NULL THEN 'was handed in a second time'
        ELSE 'needed a material that had been handed in before'
    END AS found_en
FROM changes AS c
LEFT JOIN proofs AS p ON p.change = c.event_id
LEFT JOIN continued AS k ON k.change = c.event_id
LEFT JOIN started AS s ON s.change = c.event_id
LEFT JOIN restarts AS r ON r.change = c.event_id
LEFT JOIN submitted AS u ON u.change = c.event_id
