/* ---
id: DAT-5
title: {zh: 一口受理, en: one acceptance}
statement:
  zh: >-
    涉及几个政府部门的一件事，申请人必须只提交一次，并只受理一次：各部门事项的申请在同一渠道、同一场所一并提交，
    由同一经办人一并受理，相隔五分钟以内为一并。银行、医院等非政府单位的事项不在此列。
  en: >-
    A matter of several government departments MUST be submitted once and accepted once: the
    applications for all items of departments are handed in together, in one channel and at one place,
    and accepted together by one officer. Together is within five minutes. Items of banks, hospitals and
    others that are no government departments are left out.
rationale:
  zh: >-
    一件事分几次交，申请人就成了各部门的联络员。日志里一次提交可以每个事项一行；“五分钟”是本规范为逐行
    落库留的余地，不是法律条文。补正后补交材料不是再次提交。
  en: >-
    Whoever hands one matter in at several desks does the departments' liaison for them. A log may write
    one submission as a row an item; the five minutes leave room for writing them one after another and
    are a threshold of this specification, not of the law. To mend what was told is no new submission.
essay: "3.2"
law: [N08, N19]
level: MUST
profiles: [exchange, hall]
since: "1.0"
needs:
  kinds: [application_submitted, application_accepted, decision_made]
  columns: [case_id, application_id, item_code, item_version, authority]
  tables: {}
  declared: []
exercised_by:
  zh: 一件事里有两个以上政府部门受理或决定申请。
  en: Two or more government departments accept or decide applications of one matter.
bad_day:
  zh: 平台与某部门不通时仍一并收下、一并受理，通了再转；不得让申请人另去那个部门提交。
  en: >-
    A department that cannot be reached gets its part later; the matter is taken and accepted as one all
    the same, and nobody is sent to hand in there.
sentence:
  zh: 一件事 {matter} 涉及 {departments} 个部门，{found}。
  en: "Matter {matter} of {departments} departments {found}."
expected:
  zh: 一件事 {matter} 应一次提交、一次受理。
  en: "Matter {matter} should have been submitted once and accepted once."
--- */
WITH parts AS (
    SELECT
        a.case_id, a.application_id, a.submitted_us, a.submitted_event, a.accepted_us,
        a.accepted_event, s.channel, s.place,
        c.officer, a.authority, d.authority AS decider,
        a.accepted_us IS NULL AND a.rejected_us IS NULL AND a.ended_us IS NULL AS pending
    FROM applications AS a
    LEFT JOIN events AS s ON s.event_id = a.submitted_event
    LEFT JOIN events AS c ON c.event_id = a.accepted_event
    LEFT JOIN events AS d ON d.event_id = a.decided_event
    LEFT JOIN items_of_others AS o
        ON o.item_code = a.item_code AND o.item_version = a.item_version
    WHERE a.case_id IS NOT NULL AND o.item_code IS NULL
        AND (a.submitted_us IS NOT NULL OR a.accepted_us IS NOT NULL OR a.decided_us IS NOT NULL)
),

departments AS (
    SELECT case_id, count(DISTINCT authority) AS departments
    FROM (
        SELECT case_id, authority FROM parts
        UNION
        SELECT case_id, decider AS authority FROM parts
    ) AS named
    GROUP BY case_id
    HAVING count(DISTINCT authority) > 1
),

judged AS (
    SELECT
        p.case_id,
        max(p.submitted_us) - min(p.submitted_us) > 300000000
            OR count(DISTINCT p.channel) > 1 OR count(DISTINCT p.place) > 1 AS submitted_apart,
        max(p.accepted_us) - min(p.accepted_us) > 300000000
            OR count(DISTINCT p.officer) > 1 AS accepted_apart,
        count(p.submitted_us) < count(*)
            OR max(CASE WHEN p.pending THEN 1 ELSE 0 END) = 1 AS open
    FROM parts AS p
    INNER JOIN departments AS d ON d.case_id = p.case_id
    GROUP BY p.case_id
),

acts AS (
    SELECT case_id, submitted_event AS event_id FROM parts
    UNION
    SELECT case_id, accepted_event AS event_id FROM parts
),

proofs AS (
    SELECT c.case_id, string_agg(e.event_id, ';' ORDER BY e.seq) AS events
    FROM acts AS c
    INNER JOIN departments AS d ON d.case_id = c.case_id
    INNER JOIN events AS e ON e.event_id = c.event_id
    GROUP BY c.case_id
)

SELECT
    j.case_id AS subject,
    j.case_id,
    CASE
        WHEN j.submitted_apart OR j.accepted_apart THEN true
        WHEN j.open THEN NULL
        ELSE false
    END AS breach,
    coalesce(p.events, '') AS events,
    j.case_id AS matter,
    CAST(d.departments AS VARCHAR) AS departments,
    CASE WHEN j.submitted_apart THEN '分几次提交' ELSE '分几次受理' END AS found_zh,
    CASE WHEN j.submitted_apart THEN 'was submitted in several acts'
        ELSE 'was accepted in several acts' END AS found_en
FROM judged AS j
INNER JOIN departments AS d ON d.case_id = j.case_id
LEFT JOIN proofs AS p ON p.case_id = j.case_id
