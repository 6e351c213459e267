/* ---
id: PRO-1
title: {zh: 单点登录, en: single sign-on}
statement:
  zh: >-
    申请人网上登录后，在声明的会话有效期内进入任何门户、部门、地区，不得被要求再次登录。因退出、换设备或法定的再次核验而重新认证的，必须在依据一栏写明理由。
  en: >-
    Once logged in online, an applicant MUST NOT have to log in again within the declared validity of
    the session, whichever portal, department or region is entered. A further authentication (after
    logging out, on another device, or as the law asks) MUST carry its reason as its basis.
rationale:
  zh: 一个部门一套账号，平台就只是一排链接；一次登录处处通，才是一个平台。
  en: >-
    With an account for every department a platform is a row of links. It is one platform where one
    login opens every door.
essay: "2.1"
law: [N02]
level: MUST
profiles: [online]
since: "1.0"
needs:
  kinds: [identity_verified, application_started]
  columns: [applicant_id, application_id, channel]
  tables: {}
  declared: [session_validity_seconds]
exercised_by:
  zh: 申请人登录后，在会话有效期内网上又开始一件申请，或又登录一次。
  en: >-
    Within the validity of a session the applicant begins a further application online, or logs in again.
bad_day:
  zh: 统一认证中断时，可以改到大厅办；恢复后不因中断而要求已在会话中的人再登录。
  en: >-
    While the common login is down the hall is the way; when it is back, nobody still in a session is
    asked to log in again.
sentence:
  zh: 申请人 {applicant_id} 的会话还有效（{seconds} 秒前在 {before} 登录），在 {place} 又被要求登录。
  en: >-
    {applicant_id} had to log in again at {place}, {seconds} seconds after a login at {before} whose
    session was still valid.
expected:
  zh: "{place} 应当认可 {before} 的登录。"
  en: "{place} should have taken the login at {before}."
--- */
WITH validity AS (
    SELECT max(number) * 1000000 AS validity_us
    FROM declared_values
    WHERE name = 'session_validity_seconds'
),

online AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.kind, e.case_id, e.application_id, e.applicant_id, e.place,
        e.basis,
        row_number() OVER (PARTITION BY e.kind, e.application_id ORDER BY e.seq) AS number
    FROM events AS e
    LEFT JOIN places AS p ON p.place = e.place
    WHERE e.applicant_id IS NOT NULL
        AND (e.channel = 'online' OR (e.channel IS NULL AND p.place_kind = 'portal'))
        AND ((e.kind = 'identity_verified' AND e.outcome = 'succeeded')
            OR (e.kind = 'application_started' AND e.application_id IS NOT NULL))
),

-- logins, and the first beginning of each application
entries AS (
    SELECT
        event_id, seq, at_us, kind, case_id, applicant_id, place, basis,
        max(CASE WHEN kind = 'identity_verified' THEN seq END) OVER (
            PARTITION BY applicant_id ORDER BY seq
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS login_seq
    FROM online
    WHERE kind = 'identity_verified' OR number = 1
),

within AS (
    SELECT
        e.event_id, e.kind, e.case_id, e.applicant_id, e.place, e.basis, e.at_us,
        l.event_id AS login, l.place AS login_place, l.at_us AS login_us,
        row_number() OVER (PARTITION BY e.applicant_id, e.login_seq, e.kind ORDER BY e.seq) AS nth
    FROM entries AS e
    INNER JOIN events AS l ON l.seq = e.login_seq
)

SELECT
    e.event_id AS subject,
    e.case_id,
    CASE
        WHEN v.validity_us IS NULL THEN NULL
        ELSE e.kind = 'identity_verified' AND e.basis IS NULL
    END AS breach,
    e.login || ';' || e.event_id AS events,
    e.applicant_id,
    e.place,
    e.login_place AS before,
    CAST(floor((e.at_us - e.login_us) / 1000000.0) AS BIGINT) AS seconds
FROM within AS e
CROSS JOIN validity AS v
WHERE (v.validity_us IS NULL OR e.at_us - e.login_us < v.validity_us)
    AND (e.kind = 'identity_verified' OR e.nth > 1)
