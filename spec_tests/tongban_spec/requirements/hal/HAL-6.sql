/* ---
id: HAL-6
title: {zh: 统一出件, en: one outlet}
statement:
  zh: >-
    一件事的全部结果，必须按申请人选定的方式（窗口、邮寄或电子）在同一个出件口一次交齐：渠道相同，
    场所相同，首尾相隔不到二十四小时，中间不得要人再来一趟。
  en: >-
    All results of a matter MUST be handed over together, once, at one outlet of the applicant's
    choice (window, post, electronic): by one channel, at one place, less than 24 hours between the
    first and the last, with no further visit in between.
rationale:
  zh: >-
    各部门各自出件，人就要各处去取。选定的方式在日志里没有单独的记录，所以这里判的是同一渠道、同一场所、
    一次；二十四小时是为夜间批量送达留的余地，不是法定期限。
  en: >-
    If each department hands out its own result, people go round collecting. The choice itself has no
    word in the log, so what is judged is one channel, one place and one time; the 24 hours leave room
    for a nightly batch and are no limit of the law.
essay: "4.2"
law: [N20]
level: MUST
profiles: [hall]
since: "1.0"
needs:
  kinds: [result_delivered, application_submitted, decision_made]
  columns: [case_id, application_id, channel, place]
  tables: {}
  declared: []
exercised_by:
  zh: 一件事有两份以上的结果送达，或已送达一份而同一件事还有别的申请未办完。
  en: Two or more results of a matter are delivered, or one is while another application of it is open.
bad_day:
  zh: 电子送达中断时可以等恢复后一并送达，或经申请人同意改为一次邮寄、一次窗口领取，不得拆成几次。
  en: >-
    If electronic delivery is down, all results wait and go out together, or go by post or over the
    counter at once if the applicant agrees; they are not split.
sentence:
  zh: 一件事 {matter} 的 {results} 份结果没有在一个出件口一次交齐：{found}。
  en: "The {results} results of matter {matter} were not handed over together: {found}."
expected:
  zh: 一件事 {matter} 的结果应在同一场所、以同一方式一次交齐。
  en: "All results of matter {matter} should have come at one place, one way, at one time."
--- */
WITH deliveries AS (
    SELECT
        coalesce(e.case_id, a.case_id) AS case_id,
        e.event_id, e.seq, e.at_us, e.channel, e.place
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.kind = 'result_delivered'
),

handed AS (
    SELECT
        case_id,
        count(*) AS results,
        count(DISTINCT channel) AS channels,
        count(DISTINCT CASE WHEN channel <> 'post' THEN place END) AS places,
        max(CASE WHEN channel IS NULL OR (channel <> 'post' AND place IS NULL)
            THEN 1 ELSE 0 END) AS unknown,
        min(seq) AS first_seq,
        max(seq) AS last_seq,
        max(at_us) - min(at_us) AS apart_us,
        string_agg(event_id, ';' ORDER BY seq) AS events
    FROM deliveries
    WHERE case_id IS NOT NULL
    GROUP BY case_id
),

others AS (
    SELECT
        case_id,
        max(CASE WHEN submitted_us IS NULL AND started_us IS NULL THEN 1 ELSE 0 END) AS unseen,
        max(CASE WHEN (submitted_us IS NOT NULL OR accepted_us IS NOT NULL)
            AND delivered_us IS NULL AND ended_us IS NULL AND rejected_us IS NULL
            AND (decision_outcome IS NULL OR decision_outcome <> 'refused')
            THEN 1 ELSE 0 END) AS pending
    FROM applications
    WHERE case_id IS NOT NULL
    GROUP BY case_id
),

trips AS (
    SELECT h.case_id, count(*) AS trips
    FROM handed AS h
    INNER JOIN events AS e
        ON e.case_id = h.case_id AND e.kind = 'visit_started'
        AND e.seq > h.first_seq AND e.seq < h.last_seq
    GROUP BY h.case_id
)

SELECT
    h.case_id AS subject,
    h.case_id,
    CASE
        WHEN h.channels > 1 OR h.places > 1 OR h.apart_us >= 86400000000 OR t.trips > 0 THEN true
        WHEN h.results = 1 OR h.unknown = 1 OR o.pending = 1 OR o.unseen = 1 THEN NULL
        ELSE false
    END AS breach,
    h.events,
    h.case_id AS matter,
    h.results,
    CASE
        WHEN h.channels > 1 THEN '用了 ' || h.channels || ' 种渠道'
        WHEN h.places > 1 THEN '在 ' || h.places || ' 处领取'
        WHEN h.apart_us >= 86400000000
            THEN '首尾相隔 ' || CAST(floor(h.apart_us / 3600000000.0) AS BIGINT) || ' 小时'
        ELSE '中间又跑了 ' || t.trips || ' 趟'
    END AS found_zh,
    CASE
        WHEN h.channels > 1 THEN 'by ' || h.channels || ' channels'
        WHEN h.places > 1 THEN 'at ' || h.places || ' places'
        WHEN h.apart_us >= 86400000000
            THEN CAST(floor(h.apart_us / 3600000000.0) AS BIGINT)
                || ' hours between the first and the last'
        ELSE 'visits in between: ' || t.trips
    END AS found_en
FROM handed AS h
LEFT JOIN others AS o ON o.case_id = h.case_id
LEFT JOIN trips AS t ON t.case_id = h.case_id
WHERE h.results > 1 OR o.pending = 1
