-- 链路中断时段 · when a link was down: from down_us until before up_us (null: to the end of the log).
-- Of several link_down in a row the first begins the outage; a link_up ends it.
WITH switches AS (
    SELECT
        link_id, kind, at_us, seq,
        lag(kind) OVER (PARTITION BY link_id ORDER BY seq) AS before
    FROM events
    WHERE kind IN ('link_down', 'link_up') AND link_id IS NOT NULL
),

changes AS (
    SELECT
        link_id, kind, at_us,
        lead(at_us) OVER (PARTITION BY link_id ORDER BY seq) AS next_us
    FROM switches
    WHERE before IS NULL OR before <> kind
)

SELECT link_id, at_us AS down_us, next_us AS up_us
FROM changes
WHERE kind = 'link_down' AND (next_us IS NULL OR at_us < next_us)
