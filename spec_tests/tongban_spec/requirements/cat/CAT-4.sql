/* ---
id: CAT-4
title: {zh: 同一标准, en: one standard}
statement:
  zh: >-
    同一编码的事项在各地同时有效时，所列材料、环节、办结时限和收费必须相同。各地版本不同的，只能在声明的传播时延之内并存，不得更久。
  en: >-
    Entries of one code that are in force in different regions at the same time MUST have the same
    materials, steps, time limit and fee. Different versions MAY stand side by side in different
    regions for no longer than the declared propagation delay.
rationale:
  zh: 同一件事换个地方就换一套要求，申请人要么白跑，要么挑地方办。
  en: >-
    Where the same item asks for something else in the next county, people come in vain or go where it
    is easier.
essay: "1.2"
law: [N14]
level: MUST
profiles: [catalogue]
since: "1.0"
needs:
  kinds: []
  columns: []
  tables:
    items: [limit_working_days, fee, published_at, withdrawn_at]
    item_materials: []
    item_steps: [after]
  declared: []
exercised_by:
  zh: 同一编码的事项在两个区划同时有效。
  en: Entries of one code are in force in two regions at the same time.
bad_day:
  zh: 目录同步中断时，按声明的传播时延计；超过时延仍不一致即为违反。
  en: >-
    While regions cannot be brought up to date, the declared propagation delay holds; a difference that
    lasts longer is a breach.
sentence:
  zh: 事项 {item_code} 各地标准不一：{regions} 的{what}不同。
  en: "Item {item_code} has no one standard: {regions} differ in {what}."
expected:
  zh: 事项 {item_code} 在各地应当用同一套材料、环节、时限和收费。
  en: "Item {item_code} should have the same materials, steps, limit and fee in every region."
--- */
WITH materials AS (
    SELECT
        item_code, item_version, region,
        string_agg(material_kind, ';' ORDER BY material_kind) AS listed
    FROM item_materials
    GROUP BY item_code, item_version, region
),

step_parts AS (
    SELECT
        s.item_code, s.item_version, s.step,
        s.step || '<' || coalesce(string_agg(a.after_step, ',' ORDER BY a.after_step), '') AS part
    FROM item_steps AS s
    LEFT JOIN step_after AS a
        ON a.item_code = s.item_code AND a.item_version = s.item_version AND a.step = s.step
    GROUP BY s.item_code, s.item_version, s.step
),

steps AS (
    SELECT item_code, item_version, string_agg(part, ';' ORDER BY part) AS listed
    FROM step_parts
    GROUP BY item_code, item_version
),

-- regions with the same standard at the same time are one entry
entries AS (
    SELECT
        v.base_code, v.item_version, v.limit_working_days, v.fee, v.from_us, v.until_us,
        coalesce(m.listed, '') AS materials,
        coalesce(s.listed, '') AS steps,
        min(v.region) AS low,
        max(v.region) AS high
    FROM item_versions AS v
    LEFT JOIN materials AS m
        ON m.item_code = v.item_code AND m.item_version = v.item_version AND m.region = v.region
    LEFT JOIN steps AS s ON s.item_code = v.item_code AND s.item_version = v.item_version
    WHERE v.from_us IS NULL OR v.until_us IS NULL OR v.from_us < v.until_us
    GROUP BY
        v.base_code, v.item_version, v.limit_working_days, v.fee, v.from_us, v.until_us,
        coalesce(m.listed, ''), coalesce(s.listed, '')
),

delay AS (
    SELECT max(number) * 1000000 AS delay_us
    FROM declared_values
    WHERE name = 'propagation_delay_seconds'
),

pairs AS (
    SELECT
        a.base_code, a.item_version, b.item_version AS other_version,
        a.low, b.low AS other_low, b.high AS other_high,
        a.from_us IS NOT NULL AND b.from_us IS NOT NULL AS dated,
        -- how long both are in force; null: without end
        CASE
            WHEN a.until_us IS NULL AND b.until_us IS NULL THEN NULL
            ELSE least(coalesce(a.until_us, b.until_us), coalesce(b.until_us, a.until_us))
                - CASE WHEN a.from_us > b.from_us THEN a.from_us ELSE b.from_us END
        END AS together_us,
        a.materials <> b.materials AS other_materials,
        a.steps <> b.steps AS other_steps,
        coalesce(a.limit_working_days <> b.limit_working_days, false) AS other_limit,
        coalesce(a.fee <> b.fee, false) AS other_fee,
        (a.limit_working_days IS NULL) <> (b.limit_working_days IS NULL)
            OR (a.fee IS NULL) <> (b.fee IS NULL) AS unknown
    FROM entries AS a
    INNER JOIN entries AS b ON b.base_code = a.base_code
        AND NOT (a.low = a.high AND b.low = b.high AND a.low = b.low)
        AND (a.from_us IS NULL OR b.until_us IS NULL OR a.from_us < b.until_us)
        AND (b.from_us IS NULL OR a.until_us IS NULL OR b.from_us < a.until_us)
),

-- found: 2 a breach, 1 cannot be decided, 0 the same
weighed AS (
    SELECT
        p.*,
        CASE
            WHEN NOT (other_materials OR other_steps OR other_limit OR other_fee OR unknown) THEN 0
            WHEN NOT dated THEN 1
            WHEN item_version <> other_version AND together_us <= d.delay_us THEN 0
            WHEN item_version <> other_version AND d.delay_us IS NULL THEN 1
            WHEN other_materials OR other_steps OR other_limit OR other_fee THEN 2
            ELSE 1
        END AS found
    FROM pairs AS p
    CROSS JOIN delay AS d
)

SELECT
    base_code AS subject,
    CAST(NULL AS VARCHAR) AS case_id,
    CASE max(found) WHEN 2 THEN true WHEN 0 THEN false END AS breach,
    '' AS events,
    base_code AS item_code,
    min(CASE WHEN found = 2 THEN low || ' (v' || CAST(item_version AS VARCHAR) || ') / '
        || CASE WHEN other_low = low THEN other_high ELSE other_low END
        || ' (v' || CAST(other_version AS VARCHAR) || ')' END) AS regions,
    substr(
        max(CASE WHEN found = 2 AND other_materials THEN '、材料' ELSE '' END)
        || max(CASE WHEN found = 2 AND other_steps THEN '、环节' ELSE '' END)
        || max(CASE WHEN found = 2 AND other_limit THEN '、时限' ELSE '' END)
        || max(CASE WHEN found = 2 AND other_fee THEN '、收费' ELSE '' END),
        2
    ) AS what_zh,
    substr(
        max(CASE WHEN found = 2 AND other_materials THEN ', materials' ELSE '' END)
        || max(CASE WHEN found = 2 AND other_steps THEN ', steps' ELSE '' END)
        || max(CASE WHEN found = 2 AND other_limit THEN ', limit' ELSE '' END)
        || max(CASE WHEN found = 2 AND other_fee THEN ', fee' ELSE '' END),
        3
    ) AS what_en
FROM weighed
GROUP BY base_code
