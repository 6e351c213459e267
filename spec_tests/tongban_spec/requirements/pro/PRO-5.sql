/* ---
id: PRO-5
title: {zh: 互认, en: mutual recognition}
statement:
  zh: 省内任何机关签发、仍然有效的证照，持证人出示时，省内任何机关（签发机关也在内）不得拒收，不得要求重新认证，不论地区和层级。
  en: >-
    A valid licence issued by any authority of the province and presented by its holder MUST NOT be
    refused, and MUST NOT be asked to be certified anew, by any authority of the province, its issuer
    included, in any region and at any level.
rationale:
  zh: 各认各的证，申请人就得一处处去“盖章证明这个章是真的”。
  en: >-
    Where each authority trusts its own papers only, people go round for stamps on stamps.
essay: "2.2"
law: [N06]
level: MUST
profiles: [exchange, hall]
since: "1.0"
needs:
  kinds: [licence_presented, licence_refused, recertification_requested]
  columns: [application_id, licence_id]
  tables: {licences: [issuer, issued_at, expires_at, revoked_at]}
  declared: []
exercised_by:
  zh: 申请中出示一份省内签发、当时有效的证照。
  en: A licence that is valid and was issued in the province is presented for an application.
bad_day:
  zh: 核验链路中断时先收下，恢复后再核验；不得因核验不了而拒收或要求重新认证。
  en: >-
    While a licence cannot be verified it is taken in and verified later; that is no ground for refusing
    it or for a new certification.
sentence:
  zh: 申请 {application_id} 出示的有效证照 {licence_id}（{issuer} 签发）被 {authority} 拒收或要求重新认证。
  en: >-
    Licence {licence_id}, valid and issued by {issuer}, was refused by {authority} or asked to be
    certified anew in application {application_id}.
expected:
  zh: "{authority} 应当认可 {issuer} 签发的证照 {licence_id}。"
  en: "{authority} should have accepted licence {licence_id} of {issuer}."
--- */
WITH uses AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.kind, e.application_id, e.licence_id, e.authority,
        coalesce(e.case_id, a.case_id) AS case_id,
        coalesce(e.applicant_id, a.applicant_id) AS applicant_id,
        coalesce(nullif(split_part(e.authority, '@', 2), ''), e.region) AS region,
        row_number() OVER (PARTITION BY e.application_id, e.licence_id ORDER BY e.seq) AS nth
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.kind IN ('licence_presented', 'licence_refused', 'recertification_requested')
        AND e.application_id IS NOT NULL AND e.licence_id IS NOT NULL
),

-- valid when it came up first, of this applicant, of this province
first_uses AS (
    SELECT
        u.application_id, u.licence_id, u.case_id, u.event_id, l.issuer, l.issued_us, l.until_us,
        l.licence_id IS NULL OR l.issued_us IS NULL OR l.issuer IS NULL
            OR l.issuer NOT LIKE '%@%' AS unknown
    FROM uses AS u
    LEFT JOIN licence_terms AS l ON l.licence_id = u.licence_id
    WHERE u.nth = 1
        AND (l.holder IS NULL OR u.applicant_id IS NULL OR l.holder = u.applicant_id)
        AND (l.seal_valid IS NULL OR l.seal_valid)
        AND (l.issued_us IS NULL OR l.issued_us <= u.at_us)
        AND (l.until_us IS NULL OR u.at_us < l.until_us)
        AND (l.issuer IS NULL OR l.issuer NOT LIKE '%@%' OR u.region IS NULL
            OR substr(split_part(l.issuer, '@', 2), 1, 2) = substr(u.region, 1, 2))
),

refused AS (
    SELECT
        f.application_id, f.licence_id,
        string_agg(u.event_id, ';' ORDER BY u.seq) AS events,
        min(u.authority) AS authority
    FROM first_uses AS f
    INNER JOIN uses AS u ON u.application_id = f.application_id AND u.licence_id = f.licence_id
    WHERE u.kind <> 'licence_presented' AND (f.until_us IS NULL OR u.at_us < f.until_us)
    GROUP BY f.application_id, f.licence_id
)

SELECT
    f.application_id || '/' || f.licence_id AS subject,
    f.case_id,
    CASE WHEN f.unknown THEN NULL ELSE r.application_id IS NOT NULL END AS breach,
    coalesce(r.events, f.event_id) AS events,
    f.application_id,
    f.licence_id,
    f.issuer,
    r.authority
FROM first_uses AS f
LEFT JOIN refused AS r
    ON r.application_id = f.application_id AND r.licence_id = f.licence_id
