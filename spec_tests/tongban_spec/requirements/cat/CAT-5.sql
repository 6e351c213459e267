/* ---
id: CAT-5
title: {zh: 一数一源, en: one datum one source}
statement:
  zh: 每种材料必须有且只有一个权威来源：一类部门，或申请人本人。
  en: >-
    Every kind of material MUST have exactly one authoritative source: one kind of department, or the
    applicant.
rationale:
  zh: 同一数据两个来源，数值一旦不同就没人说得清以谁为准，也没法放心共享。
  en: >-
    Where two sources claim the same datum and differ, nobody can say which counts, and nobody dares to
    rely on what is shared.
essay: "1.2"
law: []
level: MUST
profiles: [catalogue, exchange]
since: "1.0"
needs:
  kinds: []
  columns: []
  tables: {material_kinds: [source]}
  declared: []
exercised_by:
  zh: 登记了一种材料，或事项列了一种材料。
  en: A kind of material is on the register, or an item lists one.
bad_day:
  zh: 来源部门中断时，可以用副本核对，但权威来源不变。
  en: While the source is down a copy may serve for a look, but the source stays the one that counts.
sentence:
  zh: 材料 {material_kind} 有不止一个权威来源：{sources}。
  en: "Material {material_kind} has more than one authoritative source: {sources}."
expected:
  zh: 材料 {material_kind} 应当只认一个权威来源。
  en: "Material {material_kind} should have one authoritative source."
--- */
WITH registered AS (
    SELECT
        material_kind,
        count(DISTINCT coalesce(source, '')) AS sources,
        string_agg(DISTINCT coalesce(source, '申请人'), ', ' ORDER BY coalesce(source, '申请人'))
            AS sources_zh,
        string_agg(
            DISTINCT coalesce(source, 'the applicant'), ', '
            ORDER BY coalesce(source, 'the applicant')
        ) AS sources_en
    FROM material_kinds
    GROUP BY material_kind
),

-- listed by an item and not on the register: its source is not on record
listed AS (
    SELECT DISTINCT m.material_kind
    FROM item_materials AS m
    LEFT JOIN registered AS r ON r.material_kind = m.material_kind
    WHERE r.material_kind IS NULL
)

SELECT
    material_kind AS subject,
    CAST(NULL AS VARCHAR) AS case_id,
    sources > 1 AS breach,
    '' AS events,
    material_kind,
    sources_zh,
    sources_en
FROM registered
UNION ALL
SELECT
    material_kind, CAST(NULL AS VARCHAR), CAST(NULL AS BOOLEAN), '', material_kind,
    CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR)
FROM listed
