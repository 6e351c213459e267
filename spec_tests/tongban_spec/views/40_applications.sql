-- 申请：每个申请一行 · a row an application, from the events that bear its id.
-- Of several events of one kind the first counts, of deliveries the last.
WITH marks AS (
    SELECT
        application_id,
        min(case_id) AS case_id,
        min(applicant_id) AS applicant_id,
        min(item_code) AS item_code,
        min(item_version) AS item_version,
        min(CASE WHEN kind = 'application_started' THEN at_us END) AS started_us,
        min(CASE WHEN kind = 'application_submitted' THEN seq END) AS submitted_seq,
        min(CASE WHEN kind = 'application_accepted' THEN seq END) AS accepted_seq,
        min(CASE WHEN kind = 'application_rejected' THEN at_us END) AS rejected_us,
        min(CASE WHEN kind = 'decision_made' THEN seq END) AS decided_seq,
        max(CASE WHEN kind = 'result_delivered' THEN at_us END) AS delivered_us,
        min(CASE WHEN kind IN ('application_abandoned', 'application_withdrawn') THEN at_us END)
            AS ended_us,
        max(at_us) AS last_us
    FROM events
    WHERE application_id IS NOT NULL
    GROUP BY application_id
)
SELECT
    m.application_id,
    coalesce(s.case_id, m.case_id) AS case_id,
    coalesce(s.applicant_id, m.applicant_id) AS applicant_id,
    coalesce(s.item_code, m.item_code) AS item_code,
    coalesce(s.item_version, m.item_version) AS item_version,
    s.region,
    a.authority,
    s.channel,
    m.started_us,
    s.at_us AS submitted_us,
    s.event_id AS submitted_event,
    a.at_us AS accepted_us,
    a.outcome AS accepted_outcome,
    a.event_id AS accepted_event,
    a.officer AS receiver,
    m.rejected_us,
    d.at_us AS decided_us,
    d.outcome AS decision_outcome,
    d.event_id AS decided_event,
    m.delivered_us,
    m.ended_us,
    m.last_us
FROM marks AS m
LEFT JOIN events AS s ON s.seq = m.submitted_seq
LEFT JOIN events AS a ON a.seq = m.accepted_seq
LEFT JOIN events AS d ON d.seq = m.decided_seq
