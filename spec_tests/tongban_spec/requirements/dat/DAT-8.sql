/* ---
id: DAT-8
title: {zh: 网上运转, en: the five stages online}
statement:
  zh: >-
    能上网的事项，申请、受理、审查、决定、送达五个阶段都必须能在网上完成：目录须列为可网办，并且选择网上办的
    申请确能在网上走完这一阶段。目录载明不能网办的法定理由的，不在此列；未载明的，都算能上网。
  en: >-
    For an item that can be online, application, acceptance, review, decision and delivery MUST each be
    possible online: the catalogue lists the stage as online, and applications that chose the way online
    do complete it there. An item can be online unless the catalogue gives a lawful reason why not.
rationale:
  zh: >-
    CAT-2 问目录里列没列，这里还问做没做到：列了网上、而选网上的申请在这一阶段都到大厅才办成的，就是没有。
    没有人走到过的阶段，只凭目录定不下来。送达的方式由申请人选，只要能选网上就行。
  en: >-
    CAT-2 asks what the catalogue lists; here it must also be so: if all who chose the way online got a
    stage done in the hall only, it is not online. A stage that nobody came to cannot be decided from
    the catalogue alone. How the result is delivered is the applicant's choice; online must be one.
essay: "3.2"
law: [N01, N25]
level: MUST
profiles: [online, exchange]
since: "1.0"
needs:
  kinds: [application_submitted, application_accepted, step_completed, decision_made,
          result_delivered]
  columns: [application_id, item_code, item_version, channel]
  tables: {items: [online_stages, online_exception, published_at, withdrawn_at]}
  declared: []
exercised_by:
  zh: 日志期间施行的事项没有法定的不能网办理由，且有选择网上办的申请走到某一阶段。
  en: >-
    An item without a lawful exception is in force, and an application that chose the way online comes
    to a stage.
bad_day:
  zh: 平台中断时先等恢复；申请人急办而改到大厅的，须留换渠道的记录。
  en: >-
    An outage is waited for; an applicant in a hurry may go on in the hall, with the change of channel
    on record.
sentence:
  zh: 事项 {item_code}（{region}）第 {item_version} 版的 {stage} 阶段{found}。
  en: "Item {item_code} ({region}), version {item_version}: {stage} {found}."
expected:
  zh: "{item_code} 的 {stage} 阶段应能在网上完成。"
  en: "The stage {stage} of {item_code} should be possible online."
--- */
WITH stages AS (
    SELECT stage, place
    FROM (VALUES
        ('application', 1), ('acceptance', 2), ('review', 3), ('decision', 4), ('delivery', 5)
    ) AS listed (stage, place)
),

entries AS (
    SELECT i.item_code, i.item_version, i.region, v.from_us
    FROM items AS i
    INNER JOIN item_versions AS v
        ON v.item_code = i.item_code AND v.item_version = i.item_version AND v.region = i.region
    CROSS JOIN window_us AS w
    LEFT JOIN items_of_others AS o
        ON o.item_code = i.item_code AND o.item_version = i.item_version
    WHERE i.online_exception IS NULL AND o.item_code IS NULL
        AND (v.from_us IS NULL OR v.until_us IS NULL OR v.from_us < v.until_us)
        AND (w.last_us IS NULL OR v.from_us IS NULL OR v.from_us <= w.last_us)
        AND (w.first_us IS NULL OR v.until_us IS NULL OR v.until_us > w.first_us)
),

-- what applications did while they went the way online; nobody comes for review and decision
acts AS (
    SELECT
        a.item_code, a.item_version, e.event_id, e.seq,
        CASE e.kind WHEN 'application_submitted' THEN 'application'
            WHEN 'application_accepted' THEN 'acceptance' WHEN 'step_completed' THEN 'review'
            WHEN 'decision_made' THEN 'decision' ELSE 'delivery' END AS stage,
        CASE
            WHEN e.channel = 'online' THEN 1
            WHEN e.channel IS NULL AND e.kind IN ('step_completed', 'decision_made') THEN 1
            ELSE 0
        END AS online,
        CASE WHEN e.channel = 'hall' AND e.kind <> 'result_delivered' THEN 1 ELSE 0 END AS in_hall
    FROM events AS e
    INNER JOIN online_spells AS s
        ON s.application_id = e.application_id AND s.from_seq <= e.seq
        AND (s.until_seq IS NULL OR e.seq < s.until_seq)
    INNER JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.kind IN ('application_submitted', 'application_accepted', 'step_completed',
        'decision_made', 'result_delivered')
),

seen AS (
    SELECT
        item_code, item_version, stage,
        max(online) AS online,
        max(in_hall) AS in_hall,
        min(CASE WHEN in_hall = 1 THEN seq END) AS first_in_hall
    FROM acts
    GROUP BY item_code, item_version, stage
)

SELECT
    n.item_code || '/' || CAST(n.item_version AS VARCHAR) || '/' || n.region || '/' || g.stage
        AS subject,
    NULL AS case_id,
    CASE
        WHEN n.from_us IS NULL THEN NULL
        WHEN l.stage IS NULL THEN true
        WHEN s.online = 1 THEN false
        WHEN s.in_hall = 1 THEN true
    END AS breach,
    CASE WHEN l.stage IS NOT NULL AND s.in_hall = 1 THEN e.event_id ELSE '' END AS events,
    n.item_code,
    n.item_version,
    n.region,
    CASE g.place WHEN 1 THEN '申请' WHEN 2 THEN '受理' WHEN 3 THEN '审查' WHEN 4 THEN '决定'
        ELSE '送达' END AS stage_zh,
    g.stage AS stage_en,
    CASE WHEN l.stage IS NULL THEN '不能网上办，也没有法定理由' ELSE '列为网上可办，选网上的却只在大厅办成' END
        AS found_zh,
    CASE WHEN l.stage IS NULL THEN 'is not offered online, with no lawful exception on record'
        ELSE 'is listed as online, but those who chose so got it done in the hall only' END
        AS found_en
FROM entries AS n
CROSS JOIN stages AS g
LEFT JOIN item_online_stages AS l
    ON l.item_code = n.item_code AND l.item_version = n.item_version AND l.region = n.region
    AND l.stage = g.stage
LEFT JOIN seen AS s
    ON s.item_code = n.item_code AND s.item_version = n.item_version AND s.stage = g.stage
LEFT JOIN events AS e ON e.seq = s.first_in_hall
