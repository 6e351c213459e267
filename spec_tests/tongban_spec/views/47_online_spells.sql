-- 网上办的时段 · from which event until before which (until_seq null: to the end) an application goes
-- the way online, as the applicant chose when beginning it, beginning it anew or changing channel.
WITH begun AS (
    SELECT application_id, min(seq) AS seq
    FROM events
    WHERE kind IN ('application_started', 'application_submitted') AND application_id IS NOT NULL
    GROUP BY application_id
),

choices AS (
    SELECT
        e.application_id, e.seq, e.event_id, e.channel,
        lead(e.seq) OVER (PARTITION BY e.application_id ORDER BY e.seq) AS next_seq
    FROM events AS e
    LEFT JOIN begun AS b ON b.application_id = e.application_id AND b.seq = e.seq
    WHERE e.application_id IS NOT NULL
        AND (b.seq IS NOT NULL OR e.kind IN ('application_started', 'channel_changed'))
)

SELECT application_id, event_id AS chosen_event, seq AS from_seq, next_seq AS until_seq
FROM choices
WHERE channel = 'online'
