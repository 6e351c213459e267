/* ---
id: DAT-9
title: {zh: 不必到场, en: no mandatory visit}
statement:
  zh: >-
    能上网的事项不得要求到场：选择网上办的申请人，不得被通知到场，也不得有哪个阶段只能当面办。
    申请人自己改到大厅以后的，不算；送达改到窗口或邮寄是申请人的选择，只要目录里能网上送达，也不算。
  en: >-
    For an item that can be online no visit MUST be required: an applicant who chose the way online MUST
    NOT be called in, and no stage MUST be offered in person only. What follows after the applicant has
    changed to the hall does not count; nor does a result that is fetched or posted where the catalogue
    offers delivery online.
rationale:
  zh: 网上填完还要跑一趟核原件，等于没有网办。身份核验、签名都应在网上完成。
  en: >-
    To fill in everything online and then come with the originals is not to do it online; identity and
    signature belong online too.
essay: "3.2"
law: [N16, N28]
level: MUST
profiles: [online, exchange]
since: "1.0"
needs:
  kinds: [application_started, application_submitted, called_in, channel_changed, result_delivered]
  columns: [application_id, item_code, item_version, channel]
  tables: {items: [online_stages, online_exception]}
  declared: []
exercised_by:
  zh: 一件申请选择网上办，并且办结（或被要求到场）。
  en: An application that chose the way online comes to its end, or its applicant is called in.
bad_day:
  zh: 平台或链路中断时等恢复，或由申请人自己选择换渠道；不得因此通知到场。
  en: >-
    An outage is waited for, or the applicant chooses to change channel; it is no ground to call anybody
    in.
sentence:
  zh: 申请 {application_id} 选择了网上办，却{found}。
  en: "Application {application_id} chose the way online, but {found}."
expected:
  zh: 申请 {application_id} 应当全程不必到场。
  en: "Nobody should have had to come for application {application_id}."
--- */
WITH exceptions AS (
    SELECT DISTINCT item_code, item_version
    FROM items
    WHERE online_exception IS NOT NULL OR NOT government
),

entries AS (
    SELECT DISTINCT item_code, item_version FROM items
),

offered AS (
    SELECT DISTINCT item_code, item_version, stage FROM item_online_stages
),

chosen AS (
    SELECT
        a.application_id, a.case_id, a.item_code, a.item_version, min(s.from_seq) AS from_seq,
        max(CASE WHEN n.item_code IS NULL THEN 1 ELSE 0 END) AS unknown,
        a.delivered_us IS NOT NULL OR a.rejected_us IS NOT NULL OR a.ended_us IS NOT NULL
            OR coalesce(a.decision_outcome = 'refused', false) AS over
    FROM applications AS a
    INNER JOIN online_spells AS s ON s.application_id = a.application_id
    LEFT JOIN entries AS n ON n.item_code = a.item_code AND n.item_version = a.item_version
    LEFT JOIN exceptions AS x ON x.item_code = a.item_code AND x.item_version = a.item_version
    WHERE x.item_code IS NULL
    GROUP BY a.application_id, a.case_id, a.item_code, a.item_version, a.delivered_us,
        a.rejected_us, a.ended_us, a.decision_outcome
),

in_person AS (
    SELECT
        c.application_id,
        string_agg(e.event_id, ';' ORDER BY e.seq) AS events,
        max(CASE WHEN e.kind = 'called_in' THEN 1 ELSE 0 END) AS called_in,
        min(CASE WHEN e.kind <> 'called_in' THEN e.stage END) AS stage
    FROM chosen AS c
    INNER JOIN online_spells AS s ON s.application_id = c.application_id
    INNER JOIN events AS e
        ON e.application_id = c.application_id AND s.from_seq <= e.seq
        AND (s.until_seq IS NULL OR e.seq < s.until_seq)
    LEFT JOIN offered AS o
        ON o.item_code = c.item_code AND o.item_version = c.item_version AND o.stage = e.stage
    WHERE e.kind = 'called_in'
        OR (e.channel = 'hall' AND e.stage IS NOT NULL AND o.stage IS NULL)
    GROUP BY c.application_id
)

SELECT
    c.application_id AS subject,
    c.case_id,
    CASE
        WHEN p.application_id IS NOT NULL AND c.unknown = 0 THEN true
        WHEN p.application_id IS NOT NULL OR NOT c.over THEN NULL
        ELSE false
    END AS breach,
    coalesce(p.events, e.event_id) AS events,
    c.application_id,
    CASE
        WHEN p.called_in = 1 THEN '被通知到场'
        ELSE p.stage || ' 阶段只能当面办'
    END AS found_zh,
    CASE
        WHEN p.called_in = 1 THEN 'its applicant was called in'
        ELSE 'the stage ' || p.stage || ' was offered in person only'
    END AS found_en
FROM chosen AS c
INNER JOIN events AS e ON e.seq = c.from_seq
LEFT JOIN in_person AS p ON p.application_id = c.application_id
