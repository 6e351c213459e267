/* ---
id: CAT-8
title: {zh: 可追溯, en: traceability}
statement:
  zh: >-
    从提交到送达，对申请的每个处理行为（受理、不予受理、告知、环节开始和完成、停止和恢复计时、决定、送达）都必须记录事项版本、部门和时间（送达、视为受理不必记部门，视为受理也不必记经办人）；在大厅受理、不予受理、告知的，必须记录经办人；不予受理、告知补正、停止计时、不予准予的，必须记录依据。先受理后决定，先决定后送达，环节先开始后完成，开始了的环节完成之后才准予。不予受理、放弃、撤回、不予准予或送达之后，不得再有处理行为（完成此前已开始的环节、恢复计时、送达除外）。
  en: >-
    From submission to delivery every act on an application (acceptance, rejection, notice, beginning
    and end of a step, stop and resumption of the clock, decision, delivery) MUST be on record with
    item version, authority and time (a delivery and a deemed acceptance need no authority, and the
    latter no officer); with the officer where it is accepted, rejected or told to mend in a hall; with
    its basis where it is rejected, told to mend, refused, or its clock stopped. Acceptance MUST come
    before the decision, the decision before the delivery, the start of a step before its end, and the
    end of every step begun before a grant. After rejection, abandonment, withdrawal, refusal or
    delivery there MUST NOT be a further act, save for the end of a step begun before, the resumption of
    a clock, and the delivery.
rationale:
  zh: 记录有缺口，权力就有空子；能一步步查回去，才说得上把权力关进笼子。
  en: >-
    A gap in the record is a gap in the cage. Power is held where every step can be followed back.
essay: "1.2"
law: []
level: MUST
profiles: [online, hall]
since: "1.0"
needs:
  kinds: [application_submitted, application_accepted, decision_made, step_started, step_completed]
  columns: [application_id, item_version, authority, officer]
  tables: {}
  declared: []
exercised_by:
  zh: 一件记录了提交的申请被处理。
  en: An application whose submission is on record is acted upon.
bad_day:
  zh: 系统中断期间在纸上做的行为，恢复后补记，时间写实际发生的时间。
  en: >-
    What is done on paper while the system is down is entered afterwards, with the time at which it
    happened.
sentence:
  zh: >-
    申请 {application_id} 的办理记录有缺口：{problems}（“种类.列”：该行为没有记录这一列；“甲→乙”：有乙而此前没有甲；“终→乙”：办结之后又有乙）。
  en: >-
    The record of application {application_id} has gaps: {problems} (kind.column: an act without it;
    a→b: b with no a before it; end→b: b after the end).
expected:
  zh: 申请 {application_id} 应当从提交到送达环环相扣，每个行为都有版本、部门、经办人和依据。
  en: >-
    Application {application_id} should have a chain without a gap from submission to delivery, each
    act with its version, authority, officer and basis.
--- */
WITH acts AS (
    SELECT
        e.event_id, e.seq, e.kind, e.application_id, e.step, e.authority, e.officer, e.basis,
        e.channel, e.outcome,
        coalesce(e.item_version, a.item_version) AS item_version
    FROM events AS e
    INNER JOIN applications AS a
        ON a.application_id = e.application_id AND a.submitted_us IS NOT NULL
    WHERE e.kind IN (
        'application_accepted', 'application_rejected', 'notice_issued', 'step_started',
        'step_completed', 'clock_stopped', 'clock_resumed', 'decision_made', 'result_delivered'
    )
),

-- where each application's marks stand in the log
marks AS (
    SELECT
        application_id,
        min(CASE WHEN kind = 'application_submitted' THEN seq END) AS submitted,
        min(CASE WHEN kind = 'application_accepted' THEN seq END) AS accepted,
        min(CASE WHEN kind = 'decision_made' THEN seq END) AS decided,
        min(CASE WHEN kind = 'decision_made' AND outcome = 'granted' THEN seq END) AS granted,
        least(
            coalesce(min(CASE
                WHEN kind IN (
                    'application_rejected', 'application_abandoned', 'application_withdrawn'
                ) OR (kind = 'decision_made' AND outcome = 'refused')
                    THEN seq
            END), 9223372036854775807),
            coalesce(max(CASE WHEN kind = 'result_delivered' THEN seq END), 9223372036854775807)
        ) AS ended
    FROM events
    WHERE application_id IS NOT NULL
    GROUP BY application_id
),

steps AS (
    SELECT
        application_id, step,
        min(CASE WHEN kind = 'step_started' THEN seq END) AS started,
        min(CASE WHEN kind = 'step_completed' THEN seq END) AS completed
    FROM acts
    WHERE kind IN ('step_started', 'step_completed')
    GROUP BY application_id, step
),

problems AS (
    SELECT application_id, seq, event_id, kind || '.authority' AS problem
    FROM acts
    WHERE authority IS NULL AND kind <> 'result_delivered'
        AND (outcome IS NULL OR outcome <> 'deemed_accepted')
    UNION ALL
    SELECT application_id, seq, event_id, kind || '.item_version'
    FROM acts
    WHERE item_version IS NULL
    UNION ALL
    SELECT application_id, seq, event_id, kind || '.officer'
    FROM acts
    WHERE officer IS NULL AND channel = 'hall'
        AND kind IN ('application_accepted', 'application_rejected', 'notice_issued')
        AND (outcome IS NULL OR outcome <> 'deemed_accepted')
    UNION ALL
    SELECT application_id, seq, event_id, kind || '.basis'
    FROM acts
    WHERE basis IS NULL
        AND (kind IN ('application_rejected', 'notice_issued', 'clock_stopped')
            OR (kind = 'decision_made' AND outcome = 'refused'))
    UNION ALL
    SELECT a.application_id, a.seq, a.event_id, 'application_accepted→' || a.kind
    FROM acts AS a
    INNER JOIN marks AS m ON m.application_id = a.application_id
    WHERE a.kind = 'decision_made' AND (m.accepted IS NULL OR a.seq < m.accepted)
    UNION ALL
    SELECT a.application_id, a.seq, a.event_id, 'application_submitted→' || a.kind
    FROM acts AS a
    INNER JOIN marks AS m ON m.application_id = a.application_id
    WHERE a.kind = 'application_accepted' AND a.seq < m.submitted
    UNION ALL
    SELECT a.application_id, a.seq, a.event_id, 'decision_made→' || a.kind
    FROM acts AS a
    INNER JOIN marks AS m ON m.application_id = a.application_id
    WHERE a.kind = 'result_delivered' AND (m.decided IS NULL OR a.seq < m.decided)
    UNION ALL
    SELECT a.application_id, a.seq, a.event_id, 'step_started→' || a.kind
    FROM acts AS a
    INNER JOIN steps AS s ON s.application_id = a.application_id AND s.step = a.step
    WHERE a.kind = 'step_completed' AND (s.started IS NULL OR a.seq < s.started)
    UNION ALL
    SELECT a.application_id, a.seq, a.event_id, 'step_completed→' || a.kind
    FROM acts AS a
    INNER JOIN marks AS m ON m.application_id = a.application_id AND m.granted = a.seq
    INNER JOIN steps AS s ON s.application_id = a.application_id
    WHERE s.started < a.seq AND (s.completed IS NULL OR s.completed > a.seq)
    UNION ALL
    SELECT a.application_id, a.seq, a.event_id, 'end→' || a.kind
    FROM acts AS a
    INNER JOIN marks AS m ON m.application_id = a.application_id
    LEFT JOIN steps AS s ON s.application_id = a.application_id AND s.step = a.step
    WHERE a.seq > m.ended AND a.kind NOT IN ('result_delivered', 'clock_resumed')
        AND NOT (a.kind = 'step_completed' AND coalesce(s.started < m.ended, false))
),

told AS (
    SELECT application_id, seq, event_id, string_agg(problem, ', ' ORDER BY problem) AS problems
    FROM (SELECT DISTINCT application_id, seq, event_id, problem FROM problems) AS p
    GROUP BY application_id, seq, event_id
),

by_application AS (
    SELECT
        application_id,
        string_agg(event_id, ';' ORDER BY seq) AS events,
        string_agg(problems, ', ' ORDER BY seq) AS problems
    FROM told
    GROUP BY application_id
),

judged AS (
    SELECT application_id, min(event_id) AS event_id FROM acts GROUP BY application_id
)

SELECT
    j.application_id AS subject,
    a.case_id,
    b.application_id IS NOT NULL AS breach,
    coalesce(b.events, j.event_id) AS events,
    j.application_id,
    b.problems
FROM judged AS j
INNER JOIN applications AS a ON a.application_id = j.application_id
LEFT JOIN by_application AS b ON b.application_id = j.application_id
