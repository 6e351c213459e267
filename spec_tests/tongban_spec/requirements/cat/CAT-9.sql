/* ---
id: CAT-9
title: {zh: 权力入笼, en: nothing off the list}
statement:
  zh: 申请所依据的事项版本没有列的，部门不得作为材料向申请人索要，不得要任何人证明，也不得作为环节办理。
  en: >-
    An authority MUST NOT ask the applicant for a material, nor anybody for a proof, and MUST NOT
    perform a step, that the version of the item by which the application is judged does not list.
rationale:
  zh: 清单之外加一份材料、加一道环节，就是权力出了笼子。
  en: One more paper or one more step than the list has is power outside its cage.
essay: "1.2"
law: [N18]
level: MUST
profiles: [catalogue, online, hall]
since: "1.0"
needs:
  kinds: [material_requested, step_started]
  columns: [application_id, item_code, item_version, material_kind, step]
  tables: {items: [], item_materials: [], item_steps: []}
  declared: []
exercised_by:
  zh: 向申请人索要材料、要人证明，或办理一个环节。
  en: A material or proof is asked of the applicant, or a step is performed.
bad_day:
  zh: 链路中断时可以请申请人补交清单上的材料，但不得借机索要清单之外的。
  en: >-
    While a link is down a material on the list may be asked for instead; what is not on the list may
    not.
sentence:
  zh: 申请 {application_id}：事项 {item_code} 版本 {item_version} 没有列{what} {name}，部门 {authority} 却提出或办理了。
  en: >-
    Application {application_id}: {authority} asked for or performed the {what} {name}, which version
    {item_version} of item {item_code} does not list.
expected:
  zh: 不应有{what} {name}；确有必要的，先修改事项并发布新版本。
  en: >-
    The {what} {name} should not have been; where it is needed, the item is changed and published first.
--- */
WITH acts AS (
    SELECT
        e.event_id, e.seq, e.application_id, e.authority,
        coalesce(e.case_id, a.case_id) AS case_id,
        CASE WHEN e.kind = 'step_started' THEN e.step END AS step,
        CASE WHEN e.kind <> 'step_started' THEN e.material_kind END AS material_kind,
        coalesce(a.item_code, e.item_code) AS item_code,
        coalesce(a.item_version, e.item_version) AS item_version,
        e.region, split_part(e.authority, '@', 2) AS authority_region, a.region AS submitted_region
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.application_id IS NOT NULL AND (
        (e.kind = 'material_requested' AND e.carrier = 'applicant' AND e.material_kind IS NOT NULL)
        OR (e.kind IN ('notice_issued', 'verification_requested') AND e.material_kind IS NOT NULL)
        OR (e.kind = 'step_started' AND e.step IS NOT NULL)
    )
),

-- the lists that concern an act: of the regions that are on record, or of all if none is
concerned AS (
    SELECT DISTINCT item_code, item_version, region, authority_region, submitted_region
    FROM acts
),

lists AS (
    SELECT DISTINCT
        c.item_code, c.item_version, c.region, c.authority_region, c.submitted_region,
        i.region AS list_region
    FROM concerned AS c
    INNER JOIN items AS i ON i.item_code = c.item_code AND i.item_version = c.item_version
    LEFT JOIN related_regions AS r
        ON r.other = i.region AND r.region IN (c.region, c.authority_region, c.submitted_region)
    WHERE r.other IS NOT NULL OR (
        c.region IS NULL AND c.authority_region IS NULL AND c.submitted_region IS NULL
    )
),

listed AS (
    SELECT
        l.item_code, l.item_version, l.region, l.authority_region, l.submitted_region,
        m.material_kind
    FROM lists AS l
    INNER JOIN item_materials AS m
        ON m.item_code = l.item_code AND m.item_version = l.item_version
        AND m.region = l.list_region
    GROUP BY
        l.item_code, l.item_version, l.region, l.authority_region, l.submitted_region,
        m.material_kind
),

known AS (
    SELECT item_code, item_version, region, authority_region, submitted_region
    FROM lists
    GROUP BY item_code, item_version, region, authority_region, submitted_region
),

catalogue AS (
    SELECT DISTINCT item_code, item_version FROM items
)

SELECT
    c.application_id || '/' || c.material_kind || '/' || c.event_id AS subject,
    c.case_id,
    CASE WHEN m.material_kind IS NOT NULL THEN false WHEN k.item_code IS NOT NULL THEN true END
        AS breach,
    c.event_id AS events,
    c.application_id,
    c.item_code,
    c.item_version,
    c.authority,
    '材料' AS what_zh,
    'material' AS what_en,
    c.material_kind AS name
FROM acts AS c
LEFT JOIN known AS k
    ON k.item_code = c.item_code AND k.item_version = c.item_version
    AND k.region IS NOT DISTINCT FROM c.region
    AND k.authority_region IS NOT DISTINCT FROM c.authority_region
    AND k.submitted_region IS NOT DISTINCT FROM c.submitted_region
LEFT JOIN listed AS m
    ON m.item_code = c.item_code AND m.item_version = c.item_version
    AND m.region IS NOT DISTINCT FROM c.region
    AND m.authority_region IS NOT DISTINCT FROM c.authority_region
    AND m.submitted_region IS NOT DISTINCT FROM c.submitted_region
    AND m.material_kind = c.material_kind
WHERE c.material_kind IS NOT NULL
UNION ALL
SELECT
    c.application_id || '/' || c.step || '/' || c.event_id,
    c.case_id,
    CASE WHEN s.step IS NOT NULL THEN false WHEN k.item_code IS NOT NULL THEN true END,
    c.event_id,
    c.application_id,
    c.item_code,
    c.item_version,
    c.authority,
    '环节',
    'step',
    c.step
FROM acts AS c
LEFT JOIN catalogue AS k ON k.item_code = c.item_code AND k.item_version = c.item_version
LEFT JOIN item_steps AS s
    ON s.item_code = c.item_code AND s.item_version = c.item_version AND s.step = c.step
WHERE c.step IS NOT NULL
