/* ---
id: CAT-3
title: {zh: 一事一码, en: one item one code}
statement:
  zh: >-
    同一时刻，一个编码只能对应一个事项名称，同一事项（名称和申请人类型相同）只能有一个编码；编码必须符合编码规则（基本编码12位；实施编码31位，其中的统一社会信用代码校验正确）。实施编码以末尾的基本编码为准。不得一码多事、一事多码。
  en: >-
    At any moment a code MUST name one item and an item (same name, same kind of applicant) MUST have
    one code. Codes MUST pass the code standard: a base code has 12 digits; an implementation code has
    31 characters with a right social credit code in it. Of implementation codes, the base code at
    their end counts.
rationale:
  zh: 编码是跨地区、跨部门指同一件事的唯一办法；码不统一，数据就对不上。
  en: >-
    A code is how regions and departments mean the same item. Where codes differ, data does not meet.
essay: "1.2"
law: []
level: MUST
profiles: [catalogue]
since: "1.0"
needs:
  kinds: []
  columns: []
  tables: {items: [applicant_kind, published_at, withdrawn_at]}
  declared: []
exercised_by:
  zh: 目录中有事项。
  en: There is an item in the catalogue.
bad_day:
  zh: 与链路、平台是否中断无关。
  en: It does not depend on links or on the platform being up.
sentence:
  zh: 编码与事项不是一一对应，或编码不合规则：编码 {codes}，名称 {names}，编码校验 {checked}。
  en: >-
    Codes and items do not match one to one, or a code is wrong: codes {codes}; names {names}; check of
    the codes {checked}.
expected:
  zh: 名称 {names} 与编码 {codes} 应当一一对应，且编码合规。
  en: "Names {names} and codes {codes} should match one to one, each code right by the standard."
--- */
WITH entries AS (
    SELECT DISTINCT base_code, name, applicant_kind, from_us, until_us
    FROM item_versions
    WHERE from_us IS NULL OR until_us IS NULL OR from_us < until_us
),

-- two entries that are in force at one moment; sure: both publications are on record
pairs AS (
    SELECT
        a.base_code, a.name, a.applicant_kind,
        b.base_code AS other_code, b.name AS other_name,
        a.from_us IS NOT NULL AND b.from_us IS NOT NULL AS sure
    FROM entries AS a
    INNER JOIN entries AS b
        ON (a.from_us IS NULL OR b.until_us IS NULL OR a.from_us < b.until_us)
        AND (b.from_us IS NULL OR a.until_us IS NULL OR b.from_us < a.until_us)
        AND a.base_code = b.base_code AND a.name <> b.name
    UNION ALL
    SELECT
        a.base_code, a.name, a.applicant_kind, b.base_code, b.name,
        a.from_us IS NOT NULL AND b.from_us IS NOT NULL
    FROM entries AS a
    INNER JOIN entries AS b
        ON (a.from_us IS NULL OR b.until_us IS NULL OR a.from_us < b.until_us)
        AND (b.from_us IS NULL OR a.until_us IS NULL OR b.from_us < a.until_us)
        AND a.name = b.name AND a.base_code <> b.base_code
        AND a.applicant_kind IS NOT DISTINCT FROM b.applicant_kind
),

codes AS (
    SELECT
        v.base_code,
        min(CASE WHEN c.valid AND c.kind IN ('item_basic', 'item_impl') THEN 1 ELSE 0 END) AS valid,
        string_agg(DISTINCT v.item_code, ', ' ORDER BY v.item_code) AS codes,
        string_agg(DISTINCT v.name, ', ' ORDER BY v.name) AS names
    FROM item_versions AS v
    LEFT JOIN code_checks AS c ON c.code = v.item_code
    GROUP BY v.base_code
),

by_code AS (
    SELECT base_code, max(CASE WHEN sure THEN 2 ELSE 1 END) AS found
    FROM pairs
    WHERE base_code = other_code
    GROUP BY base_code
),

names AS (
    SELECT
        name, applicant_kind,
        string_agg(DISTINCT base_code, ', ' ORDER BY base_code) AS codes
    FROM entries
    GROUP BY name, applicant_kind
),

by_name AS (
    SELECT name, applicant_kind, max(CASE WHEN sure THEN 2 ELSE 1 END) AS found
    FROM pairs
    WHERE base_code <> other_code
    GROUP BY name, applicant_kind
)

SELECT
    'code/' || c.base_code AS subject,
    CAST(NULL AS VARCHAR) AS case_id,
    CASE WHEN c.valid = 0 OR p.found = 2 THEN true WHEN p.found = 1 THEN NULL ELSE false END AS breach,
    '' AS events,
    c.codes,
    c.names,
    CASE WHEN c.valid = 1 THEN '✓' ELSE '✗' END AS checked
FROM codes AS c
LEFT JOIN by_code AS p ON p.base_code = c.base_code
UNION ALL
SELECT
    'name/' || n.name || '/' || coalesce(n.applicant_kind, '*'),
    CAST(NULL AS VARCHAR),
    CASE WHEN p.found = 2 THEN true WHEN p.found = 1 THEN NULL ELSE false END,
    '',
    n.codes,
    n.name,
    '–'
FROM names AS n
LEFT JOIN by_name AS p
    ON p.name = n.name AND p.applicant_kind IS NOT DISTINCT FROM n.applicant_kind
