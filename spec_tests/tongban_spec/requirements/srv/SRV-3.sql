/* ---
id: SRV-3
title: {zh: 拒必有据, en: refused with a basis}
statement:
  zh: >-
    不予受理、不予准予、拒收证照、告知补正、索要证明或重新认证、以及向申请人索要材料，都必须写明依据；
    索要的材料列在该版本事项清单上的，清单就是依据。
  en: >-
    A rejection, a refusal (of an application or of a licence presented), a notice of what is missing,
    a demand for a proof or a new certification, and a request of a material to the applicant MUST each
    carry its basis; for a material that the version of the item lists, the list is the basis.
rationale:
  zh: 没有依据的“不行”无从申辩，也无从监督。依据是否站得住由人判断，这里只看有没有。
  en: >-
    A "no" without a basis can be neither answered nor supervised. Whether the basis is sound is for
    people to judge; what is checked is that it is there.
essay: "1.2"
law: [N18]
level: MUST
profiles: [hall, online]
since: "1.0"
needs:
  kinds: [application_rejected, decision_made, notice_issued, material_requested]
  columns: [application_id, material_kind, carrier, outcome, basis]
  tables: {item_materials: []}
  declared: []
exercised_by:
  zh: 不予受理、不予准予、拒收证照、告知补正，或向申请人索要材料或证明。
  en: >-
    Something is rejected or refused, a notice is issued, or a material or proof is asked of an
    applicant.
bad_day:
  zh: 因链路中断而改向申请人索要清单以外的东西，也要写明依据（如中断记录）。
  en: >-
    If an outage makes an authority ask for something that is not listed, the request says so as its
    basis.
sentence:
  zh: 事件 {event}（{kind}，申请 {application_id}）没有依据。
  en: "Event {event} ({kind}, application {application_id}) carries no basis."
expected:
  zh: 事件 {event} 应写明法律法规依据或事项清单。
  en: "Event {event} should say which law or which list of the item it rests on."
--- */
WITH acts AS (
    SELECT
        e.event_id, e.seq, e.kind, e.application_id, e.material_kind,
        coalesce(e.case_id, a.case_id) AS case_id,
        coalesce(e.item_code, a.item_code) AS item_code,
        coalesce(e.item_version, a.item_version) AS item_version,
        e.basis IS NOT NULL AND trim(e.basis) <> '' AS has_basis
    FROM events AS e
    LEFT JOIN applications AS a ON a.application_id = e.application_id
    WHERE e.kind IN ('application_rejected', 'licence_refused', 'notice_issued',
            'verification_requested', 'recertification_requested')
        OR (e.kind = 'decision_made' AND e.outcome = 'refused')
        OR (e.kind = 'material_requested' AND e.carrier = 'applicant')
),

listed AS (
    SELECT DISTINCT item_code, item_version, material_kind
    FROM item_materials
)

SELECT
    c.event_id AS subject,
    c.case_id,
    CASE
        WHEN c.has_basis THEN false
        WHEN c.kind <> 'material_requested' THEN true
        WHEN l.material_kind IS NOT NULL THEN false
        WHEN c.item_code IS NULL OR c.item_version IS NULL OR c.material_kind IS NULL THEN NULL
        ELSE true
    END AS breach,
    c.event_id AS events,
    c.event_id AS event,
    c.kind,
    c.application_id
FROM acts AS c
LEFT JOIN listed AS l
    ON l.item_code = c.item_code AND l.item_version = c.item_version
    AND l.material_kind = c.material_kind
