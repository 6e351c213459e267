/* ---
id: PRO-7
title: {zh: 互联互通, en: in step}
statement:
  zh: >-
    可网办事项的申请，在部门系统中进入新的阶段（提交、受理或不予受理、审查、决定、送达）后，应当在声明的状态时限之内在门户上显示这一阶段或更后的阶段。平台在门户开始显示一个状态时记录一次 status_shown；从不显示审查阶段的平台，审查阶段不计。
  en: >-
    When an application for an item that is online enters a new stage in a department's system
    (submitted; accepted or rejected; under review; decided; delivered), a portal SHOULD show this stage
    or a later one within the declared status bound. The platform records status_shown when a portal
    begins to show a state; where no portal ever shows the stage of review, it does not count.
rationale:
  zh: 部门里办完了，门户上还写着“审查中”，申请人只能打电话、跑大厅去问。
  en: >-
    Where the portal says "under review" after the matter is done, people telephone or come and ask.
essay: "2.2"
law: []
level: SHOULD
profiles: [online, exchange]
since: "1.0"
needs:
  kinds: [status_shown, application_submitted]
  columns: [application_id, stage]
  tables: {}
  declared: [status_bound_seconds]
exercised_by:
  zh: 可网办事项的申请进入一个新的阶段。
  en: An application for an item that is online enters a new stage.
bad_day:
  zh: 平台中断时，恢复后补上最新状态；时限照算，超过的如实计入。
  en: >-
    After an outage the latest state is shown at once; the bound runs on, and what took longer is told
    as it was.
sentence:
  zh: 申请 {application_id} 已进入 {stage} 阶段，门户没有在声明的时限内显示（{shown}）。
  en: >-
    Application {application_id} had entered the stage {stage}, and no portal showed it within the
    declared bound ({shown}).
expected:
  zh: 应当在声明的时限内显示 {stage} 阶段。
  en: "The stage {stage} should have been shown within the declared bound."
--- */
WITH bound AS (
    SELECT max(number) * 1000000 AS bound_us
    FROM declared_values
    WHERE name = 'status_bound_seconds'
),

shows_review AS (
    SELECT count(*) AS shown FROM events WHERE kind = 'status_shown' AND stage = 'review'
),

online AS (
    SELECT DISTINCT item_code FROM item_online_stages
),

entered AS (
    SELECT
        application_id,
        CASE
            WHEN kind = 'application_submitted' THEN 1
            WHEN kind IN ('application_accepted', 'application_rejected') THEN 2
            WHEN kind = 'step_started' THEN 3
            WHEN kind = 'decision_made' THEN 4
            ELSE 5
        END AS stage,
        min(seq) AS seq,
        min(at_us) AS at_us
    FROM events
    WHERE application_id IS NOT NULL AND kind IN (
        'application_submitted', 'application_accepted', 'application_rejected', 'step_started',
        'decision_made', 'result_delivered'
    )
    GROUP BY 1, 2
),

-- when a portal first showed this stage or a later one
shown AS (
    SELECT
        application_id,
        min(CASE WHEN stage IN ('application', 'acceptance', 'review', 'decision', 'delivery')
            THEN at_us END) AS from_1,
        min(CASE WHEN stage IN ('acceptance', 'review', 'decision', 'delivery') THEN at_us END)
            AS from_2,
        min(CASE WHEN stage IN ('review', 'decision', 'delivery') THEN at_us END) AS from_3,
        min(CASE WHEN stage IN ('decision', 'delivery') THEN at_us END) AS from_4,
        min(CASE WHEN stage = 'delivery' THEN at_us END) AS from_5
    FROM events
    WHERE kind = 'status_shown' AND application_id IS NOT NULL
    GROUP BY application_id
),

judged AS (
    SELECT
        c.application_id, c.stage, c.at_us, e.event_id, a.case_id,
        CASE c.stage WHEN 1 THEN s.from_1 WHEN 2 THEN s.from_2 WHEN 3 THEN s.from_3
            WHEN 4 THEN s.from_4 ELSE s.from_5 END AS shown_us
    FROM entered AS c
    INNER JOIN events AS e ON e.seq = c.seq
    INNER JOIN applications AS a ON a.application_id = c.application_id
    CROSS JOIN shows_review AS r
    LEFT JOIN shown AS s ON s.application_id = c.application_id
    LEFT JOIN online AS o ON o.item_code = a.item_code
    WHERE (o.item_code IS NOT NULL OR s.application_id IS NOT NULL)
        AND a.submitted_us IS NOT NULL AND (c.stage <> 3 OR r.shown > 0)
)

SELECT
    j.application_id || '/' || CAST(j.stage AS VARCHAR) AS subject,
    j.case_id,
    CASE
        WHEN j.shown_us <= j.at_us THEN false
        WHEN b.bound_us IS NULL THEN NULL
        WHEN j.shown_us - j.at_us <= b.bound_us THEN false
        WHEN j.shown_us IS NOT NULL OR w.last_us - j.at_us > b.bound_us THEN true
    END AS breach,
    j.event_id AS events,
    j.application_id,
    CASE j.stage WHEN 1 THEN '申请' WHEN 2 THEN '受理' WHEN 3 THEN '审查' WHEN 4 THEN '决定'
        ELSE '送达' END AS stage_zh,
    CASE j.stage WHEN 1 THEN 'application' WHEN 2 THEN 'acceptance' WHEN 3 THEN 'review'
        WHEN 4 THEN 'decision' ELSE 'delivery' END AS stage_en,
    CASE WHEN j.shown_us IS NULL THEN '到日志末尾都没有显示'
        ELSE CAST(CAST(floor((j.shown_us - j.at_us) / 1000000.0) AS BIGINT) AS VARCHAR) || ' 秒后才显示' END
        AS shown_zh,
    CASE WHEN j.shown_us IS NULL THEN 'not until the end of the log'
        ELSE CAST(CAST(floor((j.shown_us - j.at_us) / 1000000.0) AS BIGINT) AS VARCHAR) || ' seconds later' END
        AS shown_en
FROM judged AS j
CROSS JOIN bound AS b
CROSS JOIN window_us AS w
