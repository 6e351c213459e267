/* ---
id: DAT-1
title: {zh: 网络核验, en: verified over the network}
statement:
  zh: >-
    当时能经数据链路核验的信息（链路可以调取该种材料，或省级库持有申请人该种有效电子证照），不得要求申请人
    提交证明，也不得要求其他单位出具证明。经平台向其他单位调取，就是核验，不是索要证明。
  en: >-
    What can be verified over a data link at that moment (a link fetches that kind of material, or the
    provincial library holds such a licence of the applicant in force) MUST NOT be asked as a proof, of
    the applicant or of another unit. To fetch it from another unit over the platform is to verify it,
    not to ask for a proof.
rationale:
  zh: 网络能核验的，再开一张证明，就是让人替系统跑腿；让别的单位开，也一样。
  en: >-
    A paper that proves what the network knows has people run where systems should; it is no better if
    another unit has to write it.
essay: "3.2"
law: [N04, N18, N22, N28]
level: MUST
profiles: [exchange]
since: "1.0"
needs:
  kinds: [material_requested, verification_requested, material_fetched]
  columns: [application_id, applicant_id, material_kind, authority, carrier]
  tables: {links: [], licences: [electronic]}
  declared: []
exercised_by:
  zh: 要求申请人或其他单位提交材料或证明，或经链路调取到一份材料。
  en: >-
    A material or a proof is asked of the applicant or of another unit, or a material is fetched over a
    link.
bad_day:
  zh: 链路中断时才可以索要它本可核验的；调取之前链路刚断，也算中断。
  en: >-
    Only while a link is down may be asked for what it could verify; also if it went down between the
    check and the fetch.
sentence:
  zh: 申请 {application_id}：{authority} 索要 {material_kind} 作证明，而{why}。
  en: "Application {application_id}: {authority} asked for {material_kind} as a proof, though {why}."
expected:
  zh: "{authority} 应自行经网络核验 {material_kind}。"
  en: "{authority} should have verified {material_kind} over the network itself."
--- */
WITH acts AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.kind, e.application_id, e.material_kind, e.authority,
        e.carrier,
        coalesce(e.case_id, a.case_id) AS case_id,
        coalesce(e.applicant_id, a.applicant_id) AS applicant_id
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.application_id IS NOT NULL AND e.material_kind IS NOT NULL
        AND (e.kind = 'verification_requested'
            OR (e.kind = 'material_requested' AND (e.carrier IS NULL OR e.carrier <> 'platform'))
            OR (e.kind = 'material_fetched' AND e.outcome = 'succeeded'))
),

linked AS (
    SELECT c.seq, min(l.link_id) AS link_id
    FROM acts AS c
    INNER JOIN links_that_answer AS l ON l.seq = c.seq
    GROUP BY c.seq
),

library_down AS (
    SELECT DISTINCT c.seq
    FROM acts AS c
    INNER JOIN link_outages AS o
        ON o.link_id = 'library' AND o.down_us <= c.at_us
        AND (o.up_us IS NULL OR c.at_us < o.up_us)
),

licensed AS (
    SELECT c.seq, min(h.licence_id) AS licence_id
    FROM acts AS c
    INNER JOIN licence_holdings AS h
        ON h.holder = c.applicant_id AND h.material_kind = c.material_kind
        AND h.from_us <= c.at_us AND (h.until_us IS NULL OR c.at_us < h.until_us)
    LEFT JOIN library_down AS d ON d.seq = c.seq
    WHERE d.seq IS NULL
    GROUP BY c.seq
)

SELECT
    c.application_id || '/' || c.material_kind || '/' || c.event_id AS subject,
    c.case_id,
    CASE
        WHEN c.kind = 'material_fetched' THEN false
        WHEN l.link_id IS NULL AND h.licence_id IS NULL THEN false
        WHEN c.kind = 'material_requested' AND c.carrier IS NULL THEN NULL
        ELSE true
    END AS breach,
    c.event_id AS events,
    c.application_id,
    c.material_kind,
    c.authority,
    CASE
        WHEN l.link_id IS NOT NULL THEN '数据链路 ' || l.link_id || ' 当时可以核验'
        ELSE '省级库当时持有电子证照 ' || h.licence_id
    END AS why_zh,
    CASE
        WHEN l.link_id IS NOT NULL THEN 'data link ' || l.link_id || ' could have verified it'
        ELSE 'the provincial library held licence ' || h.licence_id
    END AS why_en
FROM acts AS c
LEFT JOIN linked AS l ON l.seq = c.seq
LEFT JOIN licensed AS h ON h.seq = c.seq
