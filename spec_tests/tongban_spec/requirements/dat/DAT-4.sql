/* ---
id: DAT-4
title: {zh: 电子证照, en: electronic licences}
statement:
  zh: >-
    政府部门对申请发出的结果凡是证照，都必须以电子形式签发，并有有效的电子印章；申请人出示的有效电子证照，在用到纸质
    证照的任何申请中都必须认可，不得拒收，也不得再要纸质的。
  en: >-
    Every licence that a government department issues on an application MUST be issued electronically,
    with a valid seal.
    A valid electronic licence that is presented MUST be accepted wherever the paper one is: it MUST NOT
    be refused, nor the same on paper be asked for.
rationale:
  zh: 电子证照与纸质的效力相同；不发电子的，下一个部门就无从取用。纸质的可以另外再发。
  en: >-
    An electronic licence has the same force as one on paper; where none is issued, the next department
    has nothing to fetch. Paper may be given besides.
essay: "3.2"
law: [N06, N30]
level: MUST
profiles: [exchange]
since: "1.0"
needs:
  kinds: [licence_issued, licence_presented, licence_refused, material_requested]
  columns: [application_id, licence_id, material_kind, carrier]
  tables: {licences: [expires_at, revoked_at, electronic, seal_valid]}
  declared: []
exercised_by:
  zh: 对一件申请发出一份证照，或在申请中出示一份当时有效的电子证照。
  en: >-
    A licence is issued on an application, or an electronic one that is valid then is presented for one.
bad_day:
  zh: 签章系统中断时可以先发纸质的，但电子的补上之前仍属违反；核验不通时先收下电子证照，恢复后再核验。
  en: >-
    While the sealing system is down paper may be given, but it remains a breach until the electronic
    one is there; an electronic licence that cannot be verified is taken in and verified later.
sentence:
  zh: 证照 {licence_id}（{authority}）{found}。
  en: "Licence {licence_id} ({authority}) {found}."
expected:
  zh: 证照 {licence_id} {wanted}。
  en: "Licence {licence_id} {wanted}."
--- */
WITH issued AS (
    SELECT
        e.event_id, e.licence_id, e.authority, coalesce(e.case_id, a.case_id) AS case_id,
        l.electronic, l.seal_valid
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    LEFT JOIN licence_terms AS l ON l.licence_id = e.licence_id
    LEFT JOIN items_of_others AS o
        ON o.item_code = coalesce(e.item_code, a.item_code)
        AND o.item_version = coalesce(e.item_version, a.item_version)
    WHERE e.kind = 'licence_issued' AND e.licence_id IS NOT NULL
        AND e.application_id IS NOT NULL AND o.item_code IS NULL
),

uses AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.kind, e.application_id, e.licence_id,
        coalesce(e.case_id, a.case_id) AS case_id,
        coalesce(e.applicant_id, a.applicant_id) AS applicant_id,
        row_number() OVER (PARTITION BY e.application_id, e.licence_id ORDER BY e.seq) AS nth
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.kind IN ('licence_presented', 'licence_refused')
        AND e.application_id IS NOT NULL AND e.licence_id IS NOT NULL
),

-- electronic, valid when it came up first, and of this applicant, as far as it is on record
presented AS (
    SELECT
        u.application_id, u.licence_id, u.case_id, u.event_id, u.seq, l.material_kind, l.issuer,
        l.until_us,
        l.licence_id IS NULL OR l.electronic IS NULL OR l.seal_valid IS NULL
            OR u.applicant_id IS NULL AS unknown
    FROM uses AS u
    LEFT JOIN licence_terms AS l ON l.licence_id = u.licence_id
    WHERE u.nth = 1
        AND (l.electronic IS NULL OR l.electronic)
        AND (l.seal_valid IS NULL OR l.seal_valid)
        AND (l.holder IS NULL OR u.applicant_id IS NULL OR l.holder = u.applicant_id)
        AND (l.issued_us IS NULL OR l.issued_us <= u.at_us)
        AND (l.until_us IS NULL OR u.at_us < l.until_us)
),

not_taken AS (
    SELECT p.application_id, p.licence_id, string_agg(e.event_id, ';' ORDER BY e.seq) AS events
    FROM presented AS p
    INNER JOIN events AS e ON e.application_id = p.application_id AND e.seq >= p.seq
    WHERE (p.until_us IS NULL OR e.at_us < p.until_us)
        AND ((e.kind = 'licence_refused' AND e.licence_id = p.licence_id)
            OR (e.kind = 'material_requested' AND e.carrier = 'applicant'
                AND e.material_kind = p.material_kind))
    GROUP BY p.application_id, p.licence_id
)

SELECT
    i.licence_id || '/' || i.event_id AS subject,
    i.case_id,
    CASE
        WHEN i.electronic IS NULL THEN NULL
        WHEN NOT i.electronic THEN true
        ELSE NOT i.seal_valid
    END AS breach,
    i.event_id AS events,
    i.licence_id,
    i.authority,
    CASE WHEN i.electronic THEN '没有有效的电子印章' ELSE '只发了纸质的' END AS found_zh,
    CASE WHEN i.electronic THEN 'bears no valid electronic seal' ELSE 'was issued on paper only' END
        AS found_en,
    '应以电子形式签发，并有有效的电子印章' AS wanted_zh,
    'should have been issued electronically, with a valid seal' AS wanted_en
FROM issued AS i
UNION ALL
SELECT
    p.application_id || '/' || p.licence_id AS subject,
    p.case_id,
    CASE WHEN p.unknown THEN NULL ELSE n.events IS NOT NULL END AS breach,
    CASE
        WHEN n.events IS NULL OR n.events = p.event_id OR n.events LIKE p.event_id || ';%'
            THEN coalesce(n.events, p.event_id)
        ELSE p.event_id || ';' || n.events
    END AS events,
    p.licence_id,
    p.issuer AS authority,
    '是有效的电子证照，申请 ' || p.application_id || ' 却不认可，或又要纸质的' AS found_zh,
    'is a valid electronic one, and was refused or asked for on paper in application '
        || p.application_id AS found_en,
    '应在申请 ' || p.application_id || ' 中得到认可' AS wanted_zh,
    'should have been accepted in application ' || p.application_id AS wanted_en
FROM presented AS p
LEFT JOIN not_taken AS n ON n.application_id = p.application_id AND n.licence_id = p.licence_id
