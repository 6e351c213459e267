/* ---
id: HAL-10
title: {zh: 最多跑一次, en: at most one visit}
statement:
  zh: >-
    材料齐全的一件事，从申请到拿到结果不得让人跑两次以上，必须最多跑一次；也不得在大厅和部门之间来回跑。
    当场被告知补正的那一次，以及未等到办理就自行离开的那一次，不计在内。
  en: >-
    A matter with complete materials MUST take at most one visit from application to result, and MUST
    NOT send anybody both to a hall and to a department's own office. A visit at which the applicant is
    told what is missing or wrong, and one that the applicant walks away from before being served, are
    not counted.
rationale:
  zh: >-
    少跑腿是全部要求的归宿。“最多跑一次”的本义就以材料齐全为前提；告知了几次归 HAL-3，这里不重复计。
    在窗口提交、却一次到场记录也没有的，到场没有记全，定不下来，不算没跑。
  en: >-
    Fewer trips are what all of it is for. "At most one visit" has always been meant for complete
    materials; how often somebody is told is a matter of HAL-3 and not counted here again. What was
    handed in at a window with no visit on record at all cannot be decided: somebody did come.
essay: "4.2"
law: []
level: MUST
profiles: [hall]
since: "1.0"
needs:
  kinds: [visit_started, visit_ended, application_submitted, notice_issued]
  columns: [case_id, place]
  tables: {places: []}
  declared: []
exercised_by:
  zh: 一件事办结（跑了几次都算，一次没跑也算），或已经跑了两次。
  en: A matter comes to its end, with whatever number of visits and also with none, or has had two.
bad_day:
  zh: 系统或链路中断时，窗口先收下、缺的由平台事后调取，或改为邮寄、线上补交，不得让人改天再来。
  en: >-
    During an outage the window takes what there is, the platform fetches the rest later, or it
    follows by post or online; nobody is told to come again another day.
sentence:
  zh: 一件事 {matter} {found}。
  en: "Matter {matter} {found}."
expected:
  zh: 一件事 {matter} 应最多跑一次，在一处办完。
  en: "Matter {matter} should have taken one visit to one place at most."
--- */
WITH matters AS (
    SELECT
        case_id,
        max(CASE WHEN submitted_us IS NULL AND started_us IS NULL THEN 1 ELSE 0 END) AS unseen,
        max(CASE WHEN channel = 'hall' THEN 1 ELSE 0 END) AS at_window,
        max(CASE WHEN delivered_us IS NULL AND ended_us IS NULL AND rejected_us IS NULL
            AND (decision_outcome IS NULL OR decision_outcome <> 'refused')
            THEN 1 ELSE 0 END) AS pending
    FROM applications
    WHERE case_id IS NOT NULL
    GROUP BY case_id
),

visited AS (
    SELECT DISTINCT case_id
    FROM events
    WHERE kind = 'visit_started' AND case_id IS NOT NULL
),

acts AS (
    SELECT
        e.case_id, e.event_id, e.seq, e.kind, e.place, e.outcome,
        sum(CASE WHEN e.kind = 'visit_started' THEN 1 ELSE 0 END)
            OVER (PARTITION BY e.case_id ORDER BY e.seq) AS number
    FROM events AS e
    INNER JOIN visited AS v ON v.case_id = e.case_id
    WHERE e.kind IN (
        'visit_started', 'visit_ended', 'redirected', 'identity_verified', 'material_requested',
        'material_submitted', 'licence_presented', 'licence_refused', 'verification_requested',
        'recertification_requested', 'application_submitted', 'application_accepted',
        'application_rejected', 'notice_issued', 'result_delivered'
    )
),

ends AS (
    SELECT case_id, number, min(seq) AS seq
    FROM acts
    WHERE kind = 'visit_ended' AND number > 0
    GROUP BY case_id, number
),

visits AS (
    SELECT
        a.case_id, a.number,
        max(CASE WHEN a.kind = 'visit_started' THEN a.event_id END) AS event_id,
        max(CASE WHEN a.kind = 'visit_started' THEN a.place END) AS place,
        min(a.seq) AS seq,
        max(CASE WHEN a.kind = 'notice_issued' THEN 1 ELSE 0 END) AS told,
        max(CASE WHEN a.seq = n.seq AND a.outcome = 'left' THEN 1 ELSE 0 END) AS gone,
        max(CASE WHEN a.kind IN ('visit_started', 'visit_ended') THEN 0 ELSE 1 END) AS met
    FROM acts AS a
    LEFT JOIN ends AS n ON n.case_id = a.case_id AND n.number = a.number
    WHERE a.number > 0 AND (n.seq IS NULL OR a.seq <= n.seq)
    GROUP BY a.case_id, a.number
),

trips AS (
    SELECT
        v.case_id,
        sum(CASE WHEN v.told = 0 THEN 1 ELSE 0 END) AS counted,
        max(CASE WHEN p.place_kind IN ('hall', 'window') THEN 1 ELSE 0 END) AS hall,
        max(CASE WHEN p.place_kind = 'office' THEN 1 ELSE 0 END) AS office,
        string_agg(v.event_id, ';' ORDER BY v.seq) AS events
    FROM visits AS v
    LEFT JOIN places AS p ON p.place = v.place
    WHERE NOT (v.gone = 1 AND v.met = 0)
    GROUP BY v.case_id
)

SELECT
    m.case_id AS subject,
    m.case_id,
    CASE
        WHEN t.counted > 1 OR (t.hall = 1 AND t.office = 1) THEN true
        WHEN m.pending = 1 OR m.unseen = 1 OR (m.at_window = 1 AND v.case_id IS NULL) THEN NULL
        ELSE false
    END AS breach,
    coalesce(t.events, '') AS events,
    m.case_id AS matter,
    CASE WHEN t.counted > 1 THEN '跑了 ' || t.counted || ' 次' ELSE '在大厅和部门之间跑' END
        AS found_zh,
    CASE WHEN t.counted > 1 THEN 'took ' || t.counted || ' visits'
        ELSE 'went both to a hall and to a department' END AS found_en
FROM matters AS m
LEFT JOIN visited AS v ON v.case_id = m.case_id
LEFT JOIN trips AS t ON t.case_id = m.case_id
