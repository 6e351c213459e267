-- 提交的材料 · each copy that an applicant handed in; void_seq: the notice that found it wrong,
-- from which on it is not held any more. known: whether its validity is on record.
SELECT
    s.event_id, s.seq, s.at_us, s.case_id, s.application_id, s.material_kind,
    coalesce(s.applicant_id, a.applicant_id) AS applicant_id,
    v.material_kind IS NOT NULL AS known,
    s.at_us + v.validity_us AS until_us,
    min(n.seq) AS void_seq
FROM events AS s
LEFT JOIN applications AS a ON a.application_id = s.application_id
LEFT JOIN material_validity AS v ON v.material_kind = s.material_kind
LEFT JOIN events AS n
    ON n.kind = 'notice_issued' AND n.outcome = 'defective'
    AND n.application_id = s.application_id AND n.material_kind = s.material_kind
    AND n.seq > s.seq
WHERE s.kind = 'material_submitted'
GROUP BY
    s.event_id, s.seq, s.at_us, s.case_id, s.application_id, s.material_kind,
    coalesce(s.applicant_id, a.applicant_id), v.material_kind IS NOT NULL,
    s.at_us + v.validity_us
