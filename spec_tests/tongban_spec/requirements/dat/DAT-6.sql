/* ---
id: DAT-6
title: {zh: 并行办理, en: in parallel}
statement:
  zh: >-
    环节所依赖的前置环节一完成（没有前置的，申请一受理），该环节必须即刻进入待办；不得等待它并不依赖的环节。
    停钟期间不算等待。即刻，指在平台声明的状态时延之内；未声明时延的，指一分钟之内，超过而其间夹着同一件事里
    无关环节的完成，即为等待了它。
  en: >-
    A step MUST begin to wait for its staff as soon as the steps that it depends on are completed (or,
    if there are none, the application is accepted); it MUST NOT wait for a step that it does not depend
    on. While the clock is stopped nothing waits. At once means within the status bound that the
    platform declares. If it declares none it means a minute, and a step that takes longer has waited
    for whatever unrelated step of the matter was completed in between.
rationale:
  zh: 一个一个排着办，时间是各环节之和；能开始的都开始，时间只是最长的一条。
  en: >-
    One after another, the time is the sum of all steps; with everything started that can start, it is
    that of the longest chain.
essay: "3.2"
law: [N17, N19]
level: MUST
profiles: [exchange]
since: "1.0"
needs:
  kinds: [application_accepted, step_ready, step_completed]
  columns: [application_id, item_code, item_version, step]
  tables: {item_steps: [after]}
  declared: []
exercised_by:
  zh: 目录所列的一个环节进入待办。
  en: A step that the catalogue lists becomes ready.
bad_day:
  zh: 平台中断、前置已完成而传不到的，停钟留痕；恢复后即刻进入待办。
  en: >-
    If the platform is down and cannot tell that a step may begin, the clock is stopped on record; the
    step is ready as soon as it is up.
sentence:
  zh: 申请 {application_id} 的环节 {step} 前置早已满足，却晚了 {late_seconds} 秒才进入待办（{cause}）。
  en: >-
    Step {step} of application {application_id} became ready {late_seconds} seconds after all that it
    depends on ({cause}).
expected:
  zh: 环节 {step} 应在前置满足时即刻进入待办。
  en: "Step {step} should have become ready as soon as what it depends on was there."
--- */
WITH bound AS (
    SELECT CAST(max(number) * 1000000 AS BIGINT) AS bound_us
    FROM declared_values
    WHERE name = 'status_bound_seconds'
),

first_ready AS (
    SELECT application_id, step, min(seq) AS seq
    FROM events
    WHERE kind = 'step_ready' AND application_id IS NOT NULL AND step IS NOT NULL
    GROUP BY application_id, step
),

steps AS (
    SELECT
        r.application_id, r.step, r.seq, e.at_us, e.event_id, a.case_id,
        coalesce(a.case_id, r.application_id) AS matter, a.item_code, a.item_version,
        a.accepted_us, a.accepted_event
    FROM first_ready AS r
    INNER JOIN events AS e ON e.seq = r.seq
    INNER JOIN applications AS a ON a.application_id = r.application_id
    INNER JOIN item_steps AS i
        ON i.item_code = a.item_code AND i.item_version = a.item_version AND i.step = r.step
),

done AS (
    SELECT
        e.seq, e.at_us, e.event_id, e.application_id, e.step,
        coalesce(a.case_id, e.application_id) AS matter
    FROM events AS e
    INNER JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.kind = 'step_completed' AND e.step IS NOT NULL
),

-- the last completion of each step that it depends on before it was ready
prerequisites AS (
    SELECT s.application_id, s.step, p.after_step, max(d.at_us) AS at_us
    FROM steps AS s
    INNER JOIN step_after AS p
        ON p.item_code = s.item_code AND p.item_version = s.item_version AND p.step = s.step
    LEFT JOIN done AS d
        ON d.application_id = s.application_id AND d.step = p.after_step AND d.seq < s.seq
    WHERE p.after_step IS NOT NULL
    GROUP BY s.application_id, s.step, p.after_step
),

met AS (
    SELECT application_id, step, max(at_us) AS at_us, count(at_us) = count(*) AS known
    FROM prerequisites
    GROUP BY application_id, step
),

-- a clock that stands still until the step is ready, or stood still until a moment before
stood_still AS (
    SELECT s.application_id, s.step, max(coalesce(least(c.resumed_us, s.at_us), s.at_us)) AS at_us
    FROM steps AS s
    INNER JOIN clock_stops AS c
        ON c.application_id = s.application_id AND c.stopped_us <= s.at_us
    GROUP BY s.application_id, s.step
),

due AS (
    SELECT
        s.*,
        CASE
            WHEN s.accepted_us IS NOT NULL AND coalesce(m.known, true)
                THEN greatest(s.accepted_us, m.at_us, t.at_us)
        END AS due_us
    FROM steps AS s
    LEFT JOIN met AS m ON m.application_id = s.application_id AND m.step = s.step
    LEFT JOIN stood_still AS t ON t.application_id = s.application_id AND t.step = s.step
),

late AS (
    SELECT d.*, b.bound_us
    FROM due AS d
    CROSS JOIN bound AS b
    WHERE d.at_us > d.due_us + coalesce(b.bound_us, 60000000)
),

unrelated AS (
    SELECT l.application_id, l.step, max(d.seq) AS seq
    FROM late AS l
    INNER JOIN done AS d ON d.matter = l.matter AND d.seq < l.seq AND d.at_us > l.due_us
    LEFT JOIN step_after AS p
        ON p.item_code = l.item_code AND p.item_version = l.item_version AND p.step = l.step
        AND p.after_step = d.step AND d.application_id = l.application_id
    WHERE p.step IS NULL AND (d.application_id <> l.application_id OR d.step <> l.step)
    GROUP BY l.application_id, l.step
)

SELECT
    d.application_id || '/' || d.step AS subject,
    d.case_id,
    CASE
        WHEN d.due_us IS NULL THEN NULL
        WHEN l.step IS NULL THEN false
        WHEN l.bound_us IS NOT NULL OR u.seq IS NOT NULL THEN true
    END AS breach,
    CASE WHEN u.seq IS NULL THEN d.event_id ELSE e.event_id || ';' || d.event_id END AS events,
    d.application_id,
    d.step,
    CAST(CAST(floor((d.at_us - d.due_us) / 1000000.0) AS BIGINT) AS VARCHAR) AS late_seconds,
    CASE WHEN u.seq IS NULL THEN '超过声明的时延' ELSE '其间完成了无关的环节 ' || e.step END
        AS cause_zh,
    CASE WHEN u.seq IS NULL THEN 'past the declared bound'
        ELSE 'meanwhile the unrelated step ' || e.step || ' was completed' END AS cause_en
FROM due AS d
LEFT JOIN late AS l ON l.application_id = d.application_id AND l.step = d.step
LEFT JOIN unrelated AS u ON u.application_id = d.application_id AND u.step = d.step
LEFT JOIN events AS e ON e.seq = u.seq
