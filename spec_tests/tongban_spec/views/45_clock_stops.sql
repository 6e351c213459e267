-- 停钟时段 · when the clock of an application stood still: from stopped_us until resumed_us (null: to
-- the end of the log). Of several clock_stopped in a row the first begins it; a clock_resumed ends it.
WITH switches AS (
    SELECT
        application_id, kind, at_us, seq,
        lag(kind) OVER (PARTITION BY application_id ORDER BY seq) AS before
    FROM events
    WHERE kind IN ('clock_stopped', 'clock_resumed') AND application_id IS NOT NULL
),

changes AS (
    SELECT
        application_id, kind, at_us,
        lead(at_us) OVER (PARTITION BY application_id ORDER BY seq) AS next_us
    FROM switches
    WHERE before IS NULL OR before <> kind
)

SELECT application_id, at_us AS stopped_us, next_us AS resumed_us
FROM changes
WHERE kind = 'clock_stopped'
