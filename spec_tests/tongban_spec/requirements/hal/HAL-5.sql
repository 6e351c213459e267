/* ---
id: HAL-5
title: {zh: 分类审批, en: routed by class}
statement:
  zh: >-
    申请的每个环节，必须由目录为它规定的部门类别和审批类别办理，并且必须由平台送达，不得由申请人或邮寄传递。
  en: >-
    Each step of an application MUST be carried out by the kind of department and the class of
    reviewers that the catalogue gives for it, and the platform MUST take it there: neither the
    applicant nor the post.
rationale:
  zh: 前台统一收、后台分类批，靠目录说清楚每一步归谁；送错了人，轻则返工，重则越权。
  en: >-
    One front desk and many classes of reviewers only fit together if the catalogue says whose each
    step is; a wrong desk means doing it twice at best, and acting without power at worst.
essay: "4.2"
law: [N20]
level: MUST
profiles: [hall]
since: "1.0"
needs:
  kinds: [step_started, step_completed, handed_over]
  columns: [application_id, step, authority, carrier]
  tables: {item_steps: [authority_kind, review_class]}
  declared: []
exercised_by:
  zh: 办理一个环节，而目录为该环节规定了部门类别或审批类别。
  en: A step is carried out for which the catalogue gives a kind of department or a class.
bad_day:
  zh: 平台中断时可以等待恢复，或由工作人员传递并事后补记；不得让申请人跑，也不得交给别的类别代批。
  en: >-
    While the platform is down the step waits, or staff carry it and it is recorded afterwards; the
    applicant does not carry it, and no other class stands in.
sentence:
  zh: 申请 {application_id} 的环节 {step}：{found}。
  en: "Step {step} of application {application_id}: {found}."
expected:
  zh: 环节 {step} 应由平台送到 {authority_kind} 的 {review_class} 类办理。
  en: "The platform should have taken step {step} to class {review_class} of {authority_kind}."
--- */
WITH done AS (
    SELECT
        e.application_id, e.step, e.event_id, e.seq, e.review_class,
        CASE WHEN strpos(e.authority, '@') > 0
            THEN substr(e.authority, 1, strpos(e.authority, '@') - 1) END AS authority_kind
    FROM events AS e
    WHERE e.kind IN ('step_started', 'step_completed')
        AND e.application_id IS NOT NULL AND e.step IS NOT NULL
),

judged AS (
    SELECT
        d.application_id, d.step, d.event_id, d.seq,
        a.case_id, s.authority_kind, s.review_class,
        d.authority_kind AS real_kind, d.review_class AS real_class,
        CASE WHEN d.authority_kind <> s.authority_kind THEN 1 ELSE 0 END AS wrong_kind,
        CASE WHEN d.review_class <> s.review_class THEN 1 ELSE 0 END AS wrong_class,
        NULL AS carrier, 0 AS carried, 0 AS nobody
    FROM done AS d
    INNER JOIN applications AS a ON a.application_id = d.application_id
    INNER JOIN item_steps AS s
        ON s.item_code = a.item_code AND s.item_version = a.item_version AND s.step = d.step
    WHERE s.authority_kind IS NOT NULL OR s.review_class IS NOT NULL
),

handed AS (
    SELECT
        e.application_id, e.step, e.event_id, e.seq, e.carrier,
        CASE WHEN e.carrier <> 'platform' THEN 1 ELSE 0 END AS carried,
        CASE WHEN e.carrier IS NULL THEN 1 ELSE 0 END AS nobody
    FROM events AS e
    INNER JOIN (SELECT DISTINCT application_id, step FROM judged) AS j
        ON j.application_id = e.application_id AND j.step = e.step
    WHERE e.kind = 'handed_over'
),

acts AS (
    SELECT
        application_id, step, event_id, seq, case_id, authority_kind, review_class,
        real_kind, real_class, wrong_kind, wrong_class, carrier, carried, nobody, 1 AS worked
    FROM judged
    UNION ALL
    SELECT
        application_id, step, event_id, seq, NULL, NULL, NULL,
        NULL, NULL, 0, 0, carrier, carried, nobody, 0 AS worked
    FROM handed
),

steps AS (
    SELECT
        application_id, step,
        min(case_id) AS case_id,
        min(authority_kind) AS authority_kind,
        min(review_class) AS review_class,
        max(wrong_kind) AS wrong_kind,
        max(wrong_class) AS wrong_class,
        max(carried) AS carried,
        max(nobody) AS nobody,
        count(real_kind) AS kinds,
        count(real_class) AS classes,
        min(CASE WHEN wrong_kind = 1 THEN real_kind END) AS other_kind,
        min(CASE WHEN wrong_class = 1 THEN real_class END) AS other_class,
        min(CASE WHEN carried = 1 THEN carrier END) AS carrier,
        string_agg(CASE WHEN wrong_kind + wrong_class + carried > 0 THEN event_id END, ';'
            ORDER BY seq) AS wrong,
        string_agg(event_id, ';' ORDER BY seq) AS events
    FROM acts
    GROUP BY application_id, step
)

SELECT
    application_id || '/' || step AS subject,
    case_id,
    CASE
        WHEN wrong_kind + wrong_class + carried > 0 THEN true
        WHEN nobody = 1 THEN NULL
        WHEN authority_kind IS NOT NULL AND kinds = 0 THEN NULL
        WHEN review_class IS NOT NULL AND classes = 0 THEN NULL
        ELSE false
    END AS breach,
    coalesce(wrong, events) AS events,
    application_id,
    step,
    authority_kind,
    review_class,
    CASE
        WHEN wrong_kind = 1 THEN '由 ' || other_kind || ' 办理'
        WHEN wrong_class = 1 THEN '由 ' || other_class || ' 类办理'
        WHEN carrier = 'applicant' THEN '由申请人自己送去'
        WHEN carrier = 'post' THEN '靠邮寄送去'
    END AS found_zh,
    CASE
        WHEN wrong_kind = 1 THEN 'done by ' || other_kind
        WHEN wrong_class = 1 THEN 'done by class ' || other_class
        WHEN carrier = 'applicant' THEN 'carried by the applicant'
        WHEN carrier = 'post' THEN 'sent by post'
    END AS found_en
FROM steps
