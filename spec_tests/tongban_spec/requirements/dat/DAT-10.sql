/* ---
id: DAT-10
title: {zh: 资源库, en: the library is complete}
statement:
  zh: >-
    政府部门签发、换发、吊销的每一份证照，都应当在声明的时延之内登记进省级证照库。库中断的时间不计：
    恢复之后重新起算。
  en: >-
    Every licence that a government department issues, changes or revokes SHOULD be entered in the
    provincial library within the declared delay. While the library is down the delay does not run: it
    counts anew from when it is up.
rationale:
  zh: >-
    库里没有的，别的部门就取不到，只好又向人要；吊销不入库，失效的证照还会被当真。换发以同一标识再次签发
    来记。
  en: >-
    What is not in the library cannot be fetched, and people are asked for it again; a revocation that
    is not in it leaves a dead licence in use. A change is told as issuing the same licence again.
essay: "3.2"
law: [N30]
level: SHOULD
profiles: [exchange]
since: "1.0"
needs:
  kinds: [licence_issued, licence_registered, licence_revoked]
  columns: [licence_id]
  tables: {}
  declared: [library_delay_seconds]
exercised_by:
  zh: 签发或吊销一份证照。
  en: A licence is issued or revoked.
bad_day:
  zh: 库（链路 library）中断时不算超时，恢复后的声明时延之内补登。
  en: >-
    While the library (link library) is down nothing is late; it is entered within the declared delay
    once it is up.
sentence:
  zh: 证照 {licence_id} {act}，{found}，超过了声明的 {delay} 秒。
  en: "Licence {licence_id} was {act} and {found}, past the declared {delay} seconds."
expected:
  zh: 证照 {licence_id} 应在 {act}之后 {delay} 秒内入库。
  en: "Licence {licence_id} should have been in the library {delay} seconds after it was {act}."
--- */
WITH declared_delay AS (
    SELECT max(number) AS seconds, CAST(max(number) * 1000000 AS BIGINT) AS delay_us
    FROM declared_values
    WHERE name = 'library_delay_seconds'
),

acts AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.kind, e.licence_id,
        coalesce(e.case_id, a.case_id) AS case_id, d.seconds, d.delay_us
    FROM events AS e
    CROSS JOIN declared_delay AS d
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    LEFT JOIN items_of_others AS o
        ON o.item_code = coalesce(e.item_code, a.item_code)
        AND o.item_version = coalesce(e.item_version, a.item_version)
    WHERE e.kind IN ('licence_issued', 'licence_revoked') AND e.licence_id IS NOT NULL
        AND o.item_code IS NULL
),

entered AS (
    SELECT c.seq, min(r.seq) AS entered_seq, min(r.at_us) AS entered_us
    FROM acts AS c
    INNER JOIN events AS r
        ON r.licence_id = c.licence_id AND r.kind = 'licence_registered' AND r.at_us >= c.at_us
    GROUP BY c.seq
),

-- outages of the library with no more than the delay between them are one: nothing is due there
outages AS (
    SELECT
        o.down_us, o.up_us,
        CASE WHEN o.down_us <= lag(o.up_us) OVER (ORDER BY o.down_us) + d.delay_us
            THEN 0 ELSE 1 END AS apart
    FROM link_outages AS o
    CROSS JOIN declared_delay AS d
    WHERE o.link_id = 'library'
),

numbered AS (
    SELECT
        down_us, up_us,
        sum(apart) OVER (ORDER BY down_us ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS spell
    FROM outages
),

spells AS (
    SELECT
        min(down_us) AS down_us, max(up_us) AS up_us, count(*) = count(up_us) AS over
    FROM numbered
    GROUP BY spell
),

-- an outage that falls into the delay: the delay begins anew at its end, if it has one
put_off AS (
    SELECT c.seq, count(CASE WHEN NOT o.over THEN 1 END) = 0 AS over, max(o.up_us) AS up_us
    FROM acts AS c
    INNER JOIN spells AS o
        ON o.down_us <= c.at_us + c.delay_us AND (NOT o.over OR o.up_us > c.at_us)
    GROUP BY c.seq
),

due AS (
    SELECT
        c.*, n.entered_seq, n.entered_us,
        CASE WHEN p.seq IS NULL THEN c.at_us + c.delay_us
            WHEN p.over THEN p.up_us + c.delay_us END AS due_us
    FROM acts AS c
    LEFT JOIN entered AS n ON n.seq = c.seq
    LEFT JOIN put_off AS p ON p.seq = c.seq
)

SELECT
    u.licence_id || '/' || u.event_id AS subject,
    u.case_id,
    CASE
        WHEN u.delay_us IS NULL THEN NULL
        WHEN u.entered_us IS NOT NULL AND u.due_us IS NULL THEN false
        WHEN u.entered_us <= u.due_us THEN false
        WHEN u.entered_us > u.due_us OR w.last_us > u.due_us THEN true
    END AS breach,
    CASE
        WHEN r.event_id IS NULL THEN u.event_id
        WHEN r.seq < u.seq THEN r.event_id || ';' || u.event_id
        ELSE u.event_id || ';' || r.event_id
    END AS events,
    u.licence_id,
    CAST(CAST(u.seconds AS BIGINT) AS VARCHAR) AS delay,
    CASE WHEN u.kind = 'licence_revoked' THEN '吊销' ELSE '签发' END AS act_zh,
    CASE WHEN u.kind = 'licence_revoked' THEN 'revoked' ELSE 'issued' END AS act_en,
    CASE WHEN r.event_id IS NULL THEN '到日志结束没有入库' ELSE '过后才入库' END AS found_zh,
    CASE WHEN r.event_id IS NULL THEN 'not entered in the library to the end of the log'
        ELSE 'entered in the library later' END AS found_en
FROM due AS u
CROSS JOIN window_us AS w
LEFT JOIN events AS r ON r.seq = u.entered_seq
