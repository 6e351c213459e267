/* ---
id: DAT-2
title: {zh: 不重复提交, en: no duplicate submission}
statement:
  zh: >-
    平台持有且仍有效的材料，或当时数据链路可以调取的材料，不得向申请人索要；申请人在材料有效期内不得被要求第二次提交同一材料。
  en: >-
    A material that the platform holds in force, or that a data link can fetch at that moment, MUST NOT
    be asked of the applicant; an applicant MUST NOT have to submit the same material twice within its
    validity.
rationale:
  zh: 重复提交是跑腿的主要来源之一；材料交一次，其余由数据去跑。
  en: Submitting again is a main reason for running about; a material is given once, and data travels.
essay: "3.2"
law: [N04, N23, N28]
level: MUST
profiles: [exchange]
since: "1.0"
needs:
  kinds: [material_requested, material_submitted]
  columns: [application_id, applicant_id, material_kind]
  tables: {material_kinds: [validity_days], licences: [electronic], links: []}
  declared: []
exercised_by:
  zh: 向申请人索要一份材料，或申请人提交一份材料。
  en: A material is asked of an applicant, or an applicant submits one.
bad_day:
  zh: 链路中断时，只靠该链路的材料可以向申请人索要；资源库中断时，已交过的材料也可以再要。
  en: >-
    While a link is down, what it alone could fetch may be asked of the applicant; while the library is
    down, so may what was handed in before.
sentence:
  zh: 申请 {application_id} 又要申请人 {applicant_id} 交 {material_kind}：{why}。
  en: "Application {application_id} had {applicant_id} bring {material_kind} again: {why}."
expected:
  zh: 应由平台取用 {material_kind}，不惊动申请人。
  en: "The platform should have taken {material_kind} from where it was, without the applicant."
--- */
WITH acts AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.kind, e.application_id, e.material_kind,
        coalesce(e.case_id, a.case_id) AS case_id,
        coalesce(e.applicant_id, a.applicant_id) AS applicant_id
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.kind = 'material_submitted'
        OR (e.kind = 'material_requested' AND e.carrier = 'applicant')
        OR (e.kind = 'notice_issued' AND e.outcome = 'missing')
),

library_down AS (
    SELECT c.seq
    FROM acts AS c
    INNER JOIN link_outages AS o
        ON o.link_id = 'library' AND o.down_us <= c.at_us
        AND (o.up_us IS NULL OR c.at_us < o.up_us)
),

-- handed in before, and still in force
submitted AS (
    SELECT
        c.seq,
        max(CASE WHEN s.known THEN 1 ELSE 0 END) AS in_force,
        max(CASE WHEN s.known THEN s.seq END) AS last_seq
    FROM acts AS c
    INNER JOIN submissions AS s
        ON s.applicant_id = c.applicant_id AND s.material_kind = c.material_kind
        AND s.seq < c.seq
        AND (NOT s.known OR s.until_us IS NULL OR c.at_us < s.until_us)
        AND (s.void_seq IS NULL OR c.seq < s.void_seq)
    GROUP BY c.seq
),

licensed AS (
    SELECT c.seq, min(h.licence_id) AS licence_id
    FROM acts AS c
    INNER JOIN licence_holdings AS h
        ON h.holder = c.applicant_id AND h.material_kind = c.material_kind
        AND h.from_us <= c.at_us AND (h.until_us IS NULL OR c.at_us < h.until_us)
    WHERE c.kind <> 'material_submitted'
    GROUP BY c.seq
),

linked AS (
    SELECT c.seq, min(l.link_id) AS link_id
    FROM acts AS c
    INNER JOIN links_that_answer AS l ON l.seq = c.seq
    GROUP BY c.seq
)

SELECT
    c.application_id || '/' || c.material_kind || '/' || c.event_id AS subject,
    c.case_id,
    CASE
        WHEN f.link_id IS NOT NULL THEN true
        WHEN d.seq IS NOT NULL THEN false
        WHEN p.in_force = 1 OR h.licence_id IS NOT NULL THEN true
        WHEN p.in_force = 0 THEN NULL
        WHEN c.applicant_id IS NULL THEN NULL
        ELSE false
    END AS breach,
    CASE WHEN e.event_id IS NOT NULL THEN e.event_id || ';' || c.event_id ELSE c.event_id END
        AS events,
    c.application_id,
    c.applicant_id,
    c.material_kind,
    CASE
        WHEN f.link_id IS NOT NULL THEN '数据链路 ' || f.link_id || ' 当时可以调取'
        WHEN h.licence_id IS NOT NULL THEN '平台持有电子证照 ' || h.licence_id
        ELSE '此前已交过，仍有效'
    END AS why_zh,
    CASE
        WHEN f.link_id IS NOT NULL THEN 'data link ' || f.link_id || ' could have fetched it'
        WHEN h.licence_id IS NOT NULL THEN 'the platform holds licence ' || h.licence_id
        ELSE 'it was handed in before and is still in force'
    END AS why_en
FROM acts AS c
LEFT JOIN library_down AS d ON d.seq = c.seq
LEFT JOIN submitted AS p ON p.seq = c.seq
LEFT JOIN licensed AS h ON h.seq = c.seq
LEFT JOIN linked AS f ON f.seq = c.seq
LEFT JOIN events AS e ON e.seq = p.last_seq
WHERE c.application_id IS NOT NULL AND c.material_kind IS NOT NULL
