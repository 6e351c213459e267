/* ---
id: CAT-1
title: {zh: 目录之内, en: in the catalogue}
statement:
  zh: >-
    提交申请时，所办事项必须在目录中且当时有效：在提交地，或在受理部门所在地。不在目录中的，应当不予受理，不得受理、办理。
  en: >-
    At the moment of submission the item of an application MUST stand in the catalogue in force, where
    it is handed in or where the accepting authority is. What does not stand there MUST be rejected and
    MUST NOT be accepted or handled.
rationale:
  zh: 目录是权力的清单。目录之外的办理，申请人无从知道条件，社会无从监督。
  en: >-
    The catalogue is the list of what an authority may do. What is handled outside it has conditions
    that nobody can look up and nobody watches.
essay: "1.2"
law: [N01, N03]
level: MUST
profiles: [catalogue, online, hall]
since: "1.0"
needs:
  kinds: [application_submitted, application_accepted]
  columns: [application_id, item_code]
  tables: {items: [published_at, withdrawn_at]}
  declared: []
exercised_by:
  zh: 提交一件申请。
  en: An application is handed in.
bad_day:
  zh: 目录服务中断时，以最后一次发布的目录为准；不因中断受理目录之外的事项。
  en: >-
    While the catalogue cannot be reached, the last published one holds; an outage opens no door to
    items outside it.
sentence:
  zh: 申请 {application_id} 的事项 {item_code} 提交时不在有效目录中（提交地 {region}，受理部门 {authority}），却被受理或办理。
  en: >-
    Application {application_id} for item {item_code} was accepted or handled although the item did not
    stand in the catalogue in force when it was handed in (in {region}; authority {authority}).
expected:
  zh: 应当不予受理申请 {application_id} 并说明 {item_code} 不在目录中，或先将该事项审核发布。
  en: >-
    Application {application_id} should have been rejected because {item_code} is not in the catalogue,
    or the item reviewed and published first.
--- */
WITH judged AS (
    SELECT
        a.*, split_part(a.authority, '@', 2) AS authority_region,
        a.accepted_us IS NOT NULL OR a.decided_us IS NOT NULL OR a.delivered_us IS NOT NULL AS taken,
        a.rejected_us IS NOT NULL OR a.ended_us IS NOT NULL AS turned_away
    FROM applications AS a
    WHERE a.submitted_us IS NOT NULL
),

catalogue AS (
    SELECT DISTINCT item_code, region, from_us, until_us FROM item_versions
),

concerned AS (
    SELECT application_id, item_code, submitted_us, region FROM judged
    UNION
    SELECT application_id, item_code, submitted_us, authority_region FROM judged
),

-- found: 2 in force, 1 perhaps (publication not on record), 0 not
here AS (
    SELECT
        c.application_id,
        max(CASE WHEN v.from_us IS NULL THEN 1 ELSE 2 END) AS found
    FROM concerned AS c
    INNER JOIN related_regions AS r ON r.region = c.region
    INNER JOIN catalogue AS v ON v.region = r.other AND v.item_code = c.item_code
    WHERE (v.from_us IS NULL OR v.from_us <= c.submitted_us)
        AND (v.until_us IS NULL OR c.submitted_us < v.until_us)
    GROUP BY c.application_id
),

-- where it is in force elsewhere only, it depends on regions that may not be on record
elsewhere AS (
    SELECT DISTINCT j.application_id
    FROM judged AS j
    INNER JOIN catalogue AS v ON v.item_code = j.item_code
    LEFT JOIN here AS h ON h.application_id = j.application_id
    WHERE h.application_id IS NULL AND (j.region IS NULL OR j.authority IS NULL)
        AND (v.from_us IS NULL OR v.from_us <= j.submitted_us)
        AND (v.until_us IS NULL OR j.submitted_us < v.until_us)
)

SELECT
    j.application_id AS subject,
    j.case_id,
    CASE
        WHEN h.found = 2 THEN false
        WHEN h.found = 1 OR e.application_id IS NOT NULL OR j.item_code IS NULL THEN NULL
        WHEN j.taken THEN true
        WHEN j.turned_away THEN false
    END AS breach,
    CASE
        WHEN j.accepted_event IS NULL THEN j.submitted_event
        WHEN j.accepted_us < j.submitted_us
            OR (j.accepted_us = j.submitted_us AND j.accepted_event < j.submitted_event)
            THEN j.accepted_event || ';' || j.submitted_event
        ELSE j.submitted_event || ';' || j.accepted_event
    END AS events,
    j.application_id,
    j.item_code,
    j.region,
    j.authority
FROM judged AS j
LEFT JOIN here AS h ON h.application_id = j.application_id
LEFT JOIN elsewhere AS e ON e.application_id = j.application_id
