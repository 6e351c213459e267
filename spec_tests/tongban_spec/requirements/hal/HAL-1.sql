/* ---
id: HAL-1
title: {zh: 应进必进, en: every item in the hall}
statement:
  zh: >-
    在一地施行的每个事项，都必须也能在该地的政务大厅办理。一地没有大厅的，由所属地级市的大厅办理；
    在全国、省、市范围内施行而本级没有大厅的，范围内有大厅的每一地都必须能在大厅办。
  en: >-
    Every item in force in a region MUST also be open to handling in a hall of that region. Where a
    county has no hall, a hall of its prefecture counts; an item in force in a whole prefecture or
    province, or in the country, that has no hall of its own MUST be open to handling in a hall of
    every region inside it that has one.
rationale:
  zh: >-
    不会上网、不愿上网的人，也要有一处能把事办成的地方；事项不进厅，人就要在大厅和部门之间来回跑。
    法定不进厅的例外（如涉密）没有单独的记录，须用豁免说明。
  en: >-
    Whoever cannot or will not go online needs one place where the matter gets done; an item that is
    not in the hall sends people back and forth between hall and departments. A lawful exception
    (state secrets, say) has no word in the tables: it is told by a waiver.
essay: "4.2"
law: [N14, N15]
level: MUST
profiles: [hall]
since: "1.0"
needs:
  kinds: []
  columns: []
  tables: {items: [published_at, withdrawn_at], places: [items]}
  declared: []
exercised_by:
  zh: 日志期间有事项在某地施行。
  en: An item is in force in some region while the log runs.
bad_day:
  zh: 平台或链路中断不影响本要求：大厅仍须收件，能在线下办的先在线下办。
  en: >-
    An outage of a link or the platform changes nothing: the hall still takes the item, and does on
    paper what can be done on paper.
sentence:
  zh: 事项 {item_code}（{name}）在 {region} 施行，该地大厅（{halls}）却不办。
  en: "Item {item_code} ({name}) is in force in {region}, but no hall there ({halls}) handles it."
expected:
  zh: "{region} 的大厅应能办理 {item_code}。"
  en: "A hall of {region} should handle {item_code}."
--- */
WITH in_force AS (
    SELECT v.item_code, v.region, min(v.name) AS name
    FROM item_versions AS v
    CROSS JOIN window_us AS w
    WHERE v.from_us <= w.last_us
        AND (v.until_us IS NULL OR (v.until_us > w.first_us AND v.until_us > v.from_us))
    GROUP BY v.item_code, v.region
),

halls AS (
    SELECT place, region, items
    FROM places
    WHERE place_kind IN ('hall', 'window')
),

hall_regions AS (
    SELECT DISTINCT region FROM halls
),

-- an item in force in a wide region without a hall of its own: the regions inside that have one
inside AS (
    SELECT DISTINCT f.region AS wide, h.region
    FROM in_force AS f
    INNER JOIN hall_regions AS h
        ON h.region <> f.region
        AND (
            f.region = '000000'
            OR (substr(f.region, 3, 4) = '0000' AND substr(h.region, 1, 2) = substr(f.region, 1, 2))
            OR (substr(f.region, 5, 2) = '00' AND substr(h.region, 1, 4) = substr(f.region, 1, 4))
        )
    LEFT JOIN hall_regions AS own ON own.region = f.region
    WHERE own.region IS NULL
),

wanted AS (
    SELECT f.item_code, coalesce(n.region, f.region) AS region, min(f.name) AS name
    FROM in_force AS f
    LEFT JOIN inside AS n ON n.wide = f.region
    GROUP BY f.item_code, coalesce(n.region, f.region)
),

reached AS (
    SELECT q.item_code, q.region, h.place, h.items
    FROM wanted AS q
    INNER JOIN halls AS h ON h.region = q.region
    UNION ALL
    SELECT q.item_code, q.region, h.place, h.items
    FROM wanted AS q
    INNER JOIN halls AS h ON h.region = substr(q.region, 1, 4) || '00'
    LEFT JOIN hall_regions AS own ON own.region = q.region
    WHERE own.region IS NULL
)

SELECT
    q.item_code || '@' || q.region AS subject,
    NULL AS case_id,
    max(CASE WHEN r.place IS NOT NULL AND (r.items IS NULL OR p.item_code IS NOT NULL)
        THEN 1 ELSE 0 END) = 0 AS breach,
    '' AS events,
    q.item_code,
    q.name,
    q.region,
    coalesce(string_agg(r.place, ', ' ORDER BY r.place), '无大厅') AS halls_zh,
    coalesce(string_agg(r.place, ', ' ORDER BY r.place), 'there is none') AS halls_en
FROM wanted AS q
LEFT JOIN reached AS r ON r.item_code = q.item_code AND r.region = q.region
LEFT JOIN place_items AS p ON p.place = r.place AND p.item_code = q.item_code
GROUP BY q.item_code, q.region, q.name
