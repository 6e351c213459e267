/* ---
id: HAL-9
title: {zh: 一号, en: one number}
statement:
  zh: >-
    申请人在各系统必须以同一个号码出现：居民用公民身份号码，单位用统一社会信用代码，校验码必须正确；
    一件事从头到尾不得换号。
  en: >-
    One identifier MUST name the applicant in every system: the citizen id of a resident, the unified
    social credit code of an organisation, with a right check digit; it MUST NOT change within a
    matter.
rationale:
  zh: 号码不一，系统之间就对不上人，只好请申请人自己证明“我是我”。
  en: >-
    If the number differs from system to system, the systems cannot tell that it is the same person,
    who then has to prove it.
essay: "4.2"
law: []
level: MUST
profiles: [hall, online]
since: "1.0"
needs:
  kinds: []
  columns: [case_id, applicant_id]
  tables: {}
  declared: []
exercised_by:
  zh: 日志中有事件记了申请人，或有事件属于一件事。
  en: An event names its applicant, or belongs to a matter.
bad_day:
  zh: 身份核验系统中断时可以先收件、恢复后核验，不得另编临时号码代替。
  en: >-
    While identity checks are down applications are taken and verified later; no makeshift number
    replaces the identifier.
sentence:
  zh: "{what}：{found}。"
  en: "{what}: {found}."
expected:
  zh: "{what} 应始终用同一个校验正确的公民身份号码或统一社会信用代码。"
  en: "{what} should always have one citizen id or social credit code with a right check digit."
--- */
WITH named AS (
    SELECT case_id, applicant_id, min(seq) AS seq
    FROM events
    WHERE case_id IS NOT NULL OR applicant_id IS NOT NULL
    GROUP BY case_id, applicant_id
),

matters AS (
    SELECT
        n.case_id,
        count(n.applicant_id) AS numbers,
        string_agg(CASE WHEN n.applicant_id IS NOT NULL THEN e.event_id END, ';' ORDER BY n.seq)
            AS events
    FROM named AS n
    INNER JOIN events AS e ON e.seq = n.seq
    WHERE n.case_id IS NOT NULL
    GROUP BY n.case_id
),

people AS (
    SELECT applicant_id, min(seq) AS seq
    FROM named
    WHERE applicant_id IS NOT NULL
    GROUP BY applicant_id
)

SELECT
    'case/' || case_id AS subject,
    case_id,
    CASE WHEN numbers = 0 THEN NULL ELSE numbers > 1 END AS breach,
    events,
    '一件事 ' || case_id AS what_zh,
    'matter ' || case_id AS what_en,
    '用了 ' || numbers || ' 个申请人号码' AS found_zh,
    numbers || ' numbers stand for the applicant' AS found_en
FROM matters
UNION ALL
SELECT
    'applicant/' || p.applicant_id AS subject,
    e.case_id,
    NOT (coalesce(c.valid, false) AND c.kind IN ('uscc', 'ric')) AS breach,
    e.event_id AS events,
    '申请人 ' || p.applicant_id AS what_zh,
    'applicant ' || p.applicant_id AS what_en,
    CASE WHEN c.kind IN ('uscc', 'ric') THEN '校验码不对' ELSE '既不是公民身份号码，也不是统一社会信用代码' END
        AS found_zh,
    CASE WHEN c.kind IN ('uscc', 'ric') THEN 'the code fails its check'
        ELSE 'neither a citizen id nor a unified social credit code' END AS found_en
FROM people AS p
INNER JOIN events AS e ON e.seq = p.seq
LEFT JOIN code_checks AS c ON c.code = p.applicant_id
