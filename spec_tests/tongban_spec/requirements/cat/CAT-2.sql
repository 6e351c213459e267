/* ---
id: CAT-2
title: {zh: 应上尽上, en: coverage}
statement:
  zh: >-
    所列十四类中每个有效事项，凡没有法定理由例外的，必须可以网上申请和受理（网上受理）、网上审查和决定（网上办理）、网上送达结果（网上反馈）。
  en: >-
    Every item in force in one of the fourteen listed categories, save for one with a lawful exception
    on record, MUST be offered online from application and acceptance through review and decision to
    the delivery of the result.
rationale:
  zh: 由部门自己挑选上网的事项，总是“能少上就少上”。列明类别、例外须有依据，才谈得上应上尽上。
  en: >-
    Left to choose, departments put online as little as they can. Categories are listed and an
    exception needs its reason, so that what is missing can be seen.
essay: "1.2"
law: [N01, N25]
level: MUST
profiles: [catalogue, online]
since: "1.0"
needs:
  kinds: []
  columns: []
  tables: {items: [category, online_stages, online_exception, published_at, withdrawn_at]}
  declared: []
exercised_by:
  zh: 日志期间目录中有所列类别的有效事项。
  en: An item of a listed category is in force during the log.
bad_day:
  zh: 平台一时中断不算违反：本条看目录承诺的网办范围，中断当日由大厅接办。
  en: >-
    An outage is no breach: what counts is what the catalogue offers online. On that day the hall takes
    over.
sentence:
  zh: 区划 {region} 的事项 {item_code}（{name}，{category}）不能网上办的阶段：{missing}，且没有记录法定例外。
  en: >-
    Item {item_code} ({name}, category {category}) in {region} is not offered online for: {missing}; no
    lawful exception is on record.
expected:
  zh: 事项 {item_code} 应当各阶段都可网办，或在目录中写明例外的法定理由。
  en: >-
    Item {item_code} should be online in every stage, or the catalogue should state the lawful reason.
--- */
WITH stages AS (
    SELECT
        item_code, item_version, region,
        max(CASE WHEN stage = 'application' THEN 1 ELSE 0 END) AS application,
        max(CASE WHEN stage = 'acceptance' THEN 1 ELSE 0 END) AS acceptance,
        max(CASE WHEN stage = 'review' THEN 1 ELSE 0 END) AS review,
        max(CASE WHEN stage = 'decision' THEN 1 ELSE 0 END) AS decision,
        max(CASE WHEN stage = 'delivery' THEN 1 ELSE 0 END) AS delivery
    FROM item_online_stages
    GROUP BY item_code, item_version, region
),

offered AS (
    SELECT
        i.item_code, i.item_version, i.region, i.name, i.category, c.title_en, v.from_us,
        coalesce(s.application, 0) AS application,
        coalesce(s.acceptance, 0) AS acceptance,
        coalesce(s.review, 0) AS review,
        coalesce(s.decision, 0) AS decision,
        coalesce(s.delivery, 0) AS delivery
    FROM items AS i
    INNER JOIN item_versions AS v
        ON v.item_code = i.item_code AND v.item_version = i.item_version AND v.region = i.region
    CROSS JOIN window_us AS w
    LEFT JOIN listed_categories AS c ON c.category = i.category
    LEFT JOIN stages AS s
        ON s.item_code = i.item_code AND s.item_version = i.item_version AND s.region = i.region
    WHERE i.online_exception IS NULL
        AND (c.category IS NOT NULL OR i.category IS NULL)
        AND (v.from_us IS NULL OR v.until_us IS NULL OR v.from_us < v.until_us)
        AND (w.last_us IS NULL OR v.from_us IS NULL OR v.from_us <= w.last_us)
        AND (w.first_us IS NULL OR v.until_us IS NULL OR v.until_us > w.first_us)
)

SELECT
    item_code || '/' || CAST(item_version AS VARCHAR) || '/' || region AS subject,
    CAST(NULL AS VARCHAR) AS case_id,
    CASE
        WHEN category IS NULL OR from_us IS NULL THEN NULL
        ELSE application + acceptance + review + decision + delivery < 5
    END AS breach,
    '' AS events,
    item_code,
    region,
    name,
    category AS category_zh,
    title_en AS category_en,
    substr(
        CASE WHEN application = 0 THEN '、申请' ELSE '' END
        || CASE WHEN acceptance = 0 THEN '、受理' ELSE '' END
        || CASE WHEN review = 0 THEN '、审查' ELSE '' END
        || CASE WHEN decision = 0 THEN '、决定' ELSE '' END
        || CASE WHEN delivery = 0 THEN '、送达' ELSE '' END,
        2
    ) AS missing_zh,
    substr(
        CASE WHEN application = 0 THEN ', application' ELSE '' END
        || CASE WHEN acceptance = 0 THEN ', acceptance' ELSE '' END
        || CASE WHEN review = 0 THEN ', review' ELSE '' END
        || CASE WHEN decision = 0 THEN ', decision' ELSE '' END
        || CASE WHEN delivery = 0 THEN ', delivery' ELSE '' END,
        3
    ) AS missing_en
FROM offered
