/* ---
id: CAT-6
title: {zh: 审核变更应用, en: life cycle}
statement:
  zh: >-
    事项版本必须先审核、后发布；发布后不得就地修改，要改就出新版本。对申请的受理、告知、索要、审查和决定，必须用提交时有效的版本。
  en: >-
    A version of an item MUST be reviewed before it is published and MUST NOT be edited afterwards: a
    change is a new version. An application MUST be received, asked about, reviewed and decided by a
    version that was in force when it was handed in.
rationale:
  zh: 规则在办理途中变动，申请人怎么准备都不对；事后改规则，谁也查不清当时按什么办的。
  en: >-
    Where rules move while an application is under way nobody can prepare for them, and where they are
    edited nobody can tell later what was applied.
essay: "1.2"
law: [N03]
level: MUST
profiles: [catalogue]
since: "1.0"
needs:
  kinds: [application_submitted, item_changed]
  columns: [application_id, item_code, item_version, region]
  tables: {items: [reviewed_at, published_at, withdrawn_at]}
  declared: []
exercised_by:
  zh: 发布一个事项版本，或在提交之后处理一件申请。
  en: A version is published, or an application is acted upon after it was handed in.
bad_day:
  zh: 目录服务中断时，继续用提交时有效的版本，不改用新版本。
  en: >-
    While the catalogue cannot be reached, the version in force at the submission stays the right one.
sentence:
  zh: "{thing}：{what}。"
  en: "{thing}: {what}."
expected:
  zh: "{thing} 应当：{right}。"
  en: "{thing} should have been: {right}."
--- */
WITH versions AS (
    SELECT
        i.item_code, i.item_version, i.region, i.reviewed_at_us, i.published_at_us,
        i.published_at_us >= w.first_us AS within
    FROM items AS i
    CROSS JOIN window_us AS w
    WHERE i.published_at_us IS NOT NULL
),

acts AS (
    SELECT
        v.item_code, v.item_version, v.region,
        max(CASE WHEN e.kind = 'item_reviewed' AND e.at_us <= v.published_at_us THEN 1 ELSE 0 END)
            AS reviewed,
        max(CASE WHEN e.kind = 'item_changed' AND e.at_us > v.published_at_us THEN 1 ELSE 0 END)
            AS edited,
        string_agg(
            CASE WHEN e.kind = 'item_published'
                OR (e.kind = 'item_changed' AND e.at_us > v.published_at_us)
                THEN e.event_id END,
            ';' ORDER BY e.seq
        ) AS events
    FROM versions AS v
    INNER JOIN events AS e
        ON e.item_code = v.item_code AND e.item_version = v.item_version
        AND (e.region IS NULL OR e.region = v.region)
    WHERE e.kind IN ('item_reviewed', 'item_changed', 'item_published')
    GROUP BY v.item_code, v.item_version, v.region
),

concerned AS (
    SELECT application_id, item_code, submitted_us, region
    FROM applications
    WHERE submitted_us IS NOT NULL
    UNION
    SELECT application_id, item_code, submitted_us, split_part(authority, '@', 2)
    FROM applications
    WHERE submitted_us IS NOT NULL
),

-- the versions in force at the submission; sure: the publication is on record
in_force AS (
    SELECT
        c.application_id, v.item_version,
        max(CASE WHEN v.from_us IS NULL THEN 0 ELSE 1 END) AS sure
    FROM concerned AS c
    INNER JOIN related_regions AS r ON r.region = c.region
    INNER JOIN item_versions AS v ON v.region = r.other AND v.item_code = c.item_code
    WHERE (v.from_us IS NULL OR v.from_us <= c.submitted_us)
        AND (v.until_us IS NULL OR c.submitted_us < v.until_us)
    GROUP BY c.application_id, v.item_version
),

known AS (
    SELECT
        application_id, max(sure) AS sure,
        string_agg(CAST(item_version AS VARCHAR), ', ' ORDER BY item_version) AS versions
    FROM in_force
    GROUP BY application_id
),

handled AS (
    SELECT
        a.application_id, a.case_id, a.item_code, e.event_id, e.seq, e.item_version,
        CASE
            WHEN f.sure = 1 THEN 0
            WHEN f.sure = 0 OR k.sure IS NULL OR k.sure = 0 THEN 1
            ELSE 2
        END AS found,
        k.versions
    FROM applications AS a
    INNER JOIN events AS e ON e.application_id = a.application_id
    LEFT JOIN in_force AS f
        ON f.application_id = a.application_id AND f.item_version = e.item_version
    LEFT JOIN known AS k ON k.application_id = a.application_id
    WHERE a.submitted_us IS NOT NULL AND e.at_us >= a.submitted_us
        AND e.item_version IS NOT NULL AND e.item_code = a.item_code
        AND e.kind IN (
            'application_accepted', 'application_rejected', 'notice_issued', 'material_requested',
            'verification_requested', 'step_started', 'step_completed', 'decision_made'
        )
)

SELECT
    v.item_code || '/' || CAST(v.item_version AS VARCHAR) || '/' || v.region AS subject,
    CAST(NULL AS VARCHAR) AS case_id,
    CASE
        WHEN a.edited = 1 OR v.reviewed_at_us > v.published_at_us THEN true
        WHEN v.reviewed_at_us IS NOT NULL OR a.reviewed = 1 THEN false
        WHEN v.within THEN true
    END AS breach,
    coalesce(a.events, '') AS events,
    v.item_code || ' v' || CAST(v.item_version AS VARCHAR) || ' @' || v.region AS thing,
    CASE WHEN a.edited = 1 THEN '发布后就地修改' ELSE '发布之前没有审核' END AS what_zh,
    CASE WHEN a.edited = 1 THEN 'edited after it was published'
        ELSE 'published without a review before' END AS what_en,
    CASE WHEN a.edited = 1 THEN '以新版本发布修改' ELSE '先审核，后发布' END AS right_zh,
    CASE WHEN a.edited = 1 THEN 'left alone, the change published as a new version'
        ELSE 'reviewed first, then published' END AS right_en
FROM versions AS v
LEFT JOIN acts AS a
    ON a.item_code = v.item_code AND a.item_version = v.item_version AND a.region = v.region
UNION ALL
SELECT
    'application/' || application_id,
    max(case_id),
    CASE max(found) WHEN 2 THEN true WHEN 0 THEN false END,
    coalesce(
        string_agg(CASE WHEN found = 2 THEN event_id END, ';' ORDER BY seq), min(event_id)
    ),
    application_id,
    '没有按提交时有效的版本 ' || coalesce(max(versions), '') || ' 办，而用了版本 '
    || coalesce(CAST(min(CASE WHEN found = 2 THEN item_version END) AS VARCHAR), ''),
    'not handled by version ' || coalesce(max(versions), '')
    || ', in force when it was handed in, but by version '
    || coalesce(CAST(min(CASE WHEN found = 2 THEN item_version END) AS VARCHAR), ''),
    '自始至终用版本 ' || coalesce(max(versions), ''),
    'handled by version ' || coalesce(max(versions), '') || ' throughout'
FROM handled
GROUP BY application_id
