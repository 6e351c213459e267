/* ---
id: SRV-1
title: {zh: 应受尽受, en: accepted}
statement:
  zh: >-
    目录内的申请，材料齐全的必须受理。自收件次日起五个工作日内，必须受理或一次告知所缺；逾期不告知，
    自收件之日起即为受理，必须在其后一个工作日内记作受理。告知以后，申请人补齐之日起重新计算。
    没有告知过缺什么而不予受理，或逾期之后才告知，都是违反。
  en: >-
    A complete application within the catalogue MUST be accepted. Within five working days, counted
    from the day after it came in, it MUST be accepted or the applicant MUST be told what is missing;
    after silence it counts as accepted and MUST be on record so by the end of the next working day.
    After a notice the days are counted anew from when all that was told has been handed in. To reject
    without having told what is missing, or to tell it after the five days, is a breach.
rationale:
  zh: >-
    只看“不得”，什么都不收的平台也能过关。行政许可法 §32：不齐的当场或五日内一次告知，逾期不告知即为受理；
    §82：期限以工作日计。是否齐全，以平台自己告知过什么为准；资格不符属于决定，不是拒收的理由。
    “其后一个工作日内记作受理”是为夜间批处理留的余地，不是法律原文。
  en: >-
    By prohibitions alone a platform that takes nothing would pass. The Administrative Licensing Law
    has it: what is missing is told on the spot or within five days, and silence is acceptance (§32);
    days are working days (§82). Complete is what the platform has not called incomplete; whether the
    applicant is entitled belongs in the decision and is no reason to turn an application away. The
    one more working day for the record leaves room for a nightly run; it is not in the law.
essay: "3.2"
law: [N09]
level: MUST
profiles: [hall, online]
since: "1.0"
needs:
  kinds: [application_submitted, application_accepted, application_rejected, notice_issued,
          material_submitted, decision_made]
  columns: [case_id, application_id, item_code, item_version, material_kind]
  tables: {items: [published_at, withdrawn_at], calendar: []}
  declared: []
exercised_by:
  zh: 提交一件目录内事项的申请。
  en: An application for an item in the catalogue is handed in.
bad_day:
  zh: 平台中断不停这五天的钟：先收下，逾期即视为受理。
  en: >-
    An outage does not stop these five days: the application is taken, and silence counts as
    acceptance all the same.
sentence:
  zh: 申请 {application_id} {found}。
  en: "Application {application_id} {found}."
expected:
  zh: 申请 {application_id} 应在五个工作日内受理或一次告知所缺；逾期即视为受理。
  en: >-
    Application {application_id} should have been accepted, or told once what is missing, within
    five working days; after that it counts as accepted.
--- */
WITH taken AS (
    SELECT
        a.application_id, a.case_id, coalesce(a.case_id, a.application_id) AS matter,
        a.submitted_us, a.ended_us, least(a.accepted_us, a.decided_us) AS positive_us
    FROM applications AS a
    INNER JOIN item_versions AS v
        ON v.item_code = a.item_code AND v.item_version = a.item_version
        AND v.from_us <= a.submitted_us
        AND (v.until_us IS NULL OR a.submitted_us < v.until_us)
    WHERE a.submitted_us IS NOT NULL
    GROUP BY
        a.application_id, a.case_id, a.submitted_us, a.ended_us, a.accepted_us, a.decided_us
),

turned_away AS (
    SELECT t.application_id, min(e.at_us) AS rejected_us
    FROM taken AS t
    INNER JOIN events AS e
        ON e.application_id = t.application_id AND e.kind = 'application_rejected'
        AND e.at_us >= t.submitted_us
    GROUP BY t.application_id
),

answers AS (
    SELECT
        t.*, r.rejected_us,
        r.rejected_us IS NOT NULL AND (t.positive_us IS NULL OR r.rejected_us < t.positive_us)
            AS refused,
        least(t.positive_us, r.rejected_us) AS final_us
    FROM taken AS t
    LEFT JOIN turned_away AS r ON r.application_id = t.application_id
),

-- joint applications are told and mended together, so notices are looked for in the whole matter
acts AS (
    SELECT
        coalesce(e.case_id, a.case_id, e.application_id) AS matter,
        e.kind, e.seq, e.at_us, e.material_kind
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.material_kind IS NOT NULL
        AND (e.kind IN ('notice_issued', 'material_submitted', 'licence_presented')
            OR (e.kind = 'material_fetched' AND e.outcome = 'succeeded'))
),

told AS (
    SELECT
        w.application_id, n.material_kind, max(n.seq) AS seq, min(n.at_us) AS first_us
    FROM answers AS w
    INNER JOIN acts AS n
        ON n.matter = w.matter AND n.kind = 'notice_issued' AND n.at_us >= w.submitted_us
        AND (w.final_us IS NULL OR n.at_us <= w.final_us)
    GROUP BY w.application_id, n.material_kind
),

mended AS (
    SELECT t.application_id, t.material_kind, t.first_us, min(b.at_us) AS mended_us
    FROM told AS t
    INNER JOIN answers AS w ON w.application_id = t.application_id
    LEFT JOIN acts AS b
        ON b.matter = w.matter AND b.material_kind = t.material_kind
        AND b.kind <> 'notice_issued' AND b.seq > t.seq
        AND (w.final_us IS NULL OR b.at_us <= w.final_us)
    GROUP BY t.application_id, t.material_kind, t.first_us
),

notices AS (
    SELECT
        application_id,
        min(first_us) AS told_us,
        max(mended_us) AS mended_us,
        max(CASE WHEN mended_us IS NULL THEN 1 ELSE 0 END) AS outstanding
    FROM mended
    GROUP BY application_id
),

receipts AS (
    SELECT
        w.*, n.told_us, coalesce(n.outstanding, 0) AS outstanding,
        (w.submitted_us + 28800000000) - (w.submitted_us + 28800000000) % 86400000000
            - 28800000000 AS submitted_day,
        (greatest(w.submitted_us, n.mended_us) + 28800000000)
            - (greatest(w.submitted_us, n.mended_us) + 28800000000) % 86400000000
            - 28800000000 AS complete_day
    FROM answers AS w
    LEFT JOIN notices AS n ON n.application_id = w.application_id
),

-- the first moment after the fifth working day, and after the sixth
due AS (
    SELECT
        r.*,
        silent.day_us + 86400000000 AS silent_us,
        grace.day_us + 86400000000 AS grace_us,
        w.last_us
    FROM receipts AS r
    CROSS JOIN window_us AS w
    LEFT JOIN working_days AS d ON d.day_us = r.submitted_day
    LEFT JOIN working_days AS silent ON silent.working AND silent.number = d.number + 5
    LEFT JOIN working_days AS c ON c.day_us = r.complete_day
    LEFT JOIN working_days AS grace ON grace.working AND grace.number = c.number + 6
),

judged AS (
    SELECT
        d.*,
        d.told_us IS NOT NULL AND d.silent_us IS NOT NULL AND d.told_us >= d.silent_us AS told_late
    FROM due AS d
),

proofs AS (
    SELECT j.application_id, string_agg(e.event_id, ';' ORDER BY e.seq) AS events
    FROM judged AS j
    INNER JOIN events AS e ON e.application_id = j.application_id
    WHERE e.kind IN ('application_submitted', 'notice_issued', 'application_accepted',
        'application_rejected', 'decision_made')
    GROUP BY j.application_id
)

SELECT
    j.application_id AS subject,
    j.case_id,
    CASE
        WHEN j.told_late OR j.refused THEN true
        WHEN j.positive_us IS NOT NULL AND j.outstanding = 1 THEN false
        WHEN j.grace_us IS NULL THEN NULL
        WHEN j.positive_us IS NOT NULL THEN j.positive_us >= j.grace_us
        WHEN j.ended_us < j.grace_us THEN NULL
        WHEN j.last_us >= j.grace_us THEN true
        ELSE NULL
    END AS breach,
    p.events,
    j.application_id,
    CASE
        WHEN j.told_late THEN '沉默满五个工作日之后才告知所缺'
        WHEN j.refused THEN '没有告知还缺什么就不予受理'
        WHEN j.positive_us IS NOT NULL THEN '沉默满五个工作日，逾期未记作受理，后来才受理'
        ELSE '沉默满五个工作日，至今没有受理'
    END AS found_zh,
    CASE
        WHEN j.told_late THEN 'was told what is missing only after five working days of silence'
        WHEN j.refused THEN 'was turned away with nothing outstanding that it had been told of'
        WHEN j.positive_us IS NOT NULL
            THEN 'met five working days of silence that did not count as acceptance, and was'
                || ' accepted late'
        ELSE 'met five working days of silence and was never accepted'
    END AS found_en
FROM judged AS j
LEFT JOIN proofs AS p ON p.application_id = j.application_id
-- turned away or left waiting with something outstanding that was told: not complete
WHERE j.told_late OR j.outstanding = 0 OR (j.positive_us IS NOT NULL AND NOT j.refused)
