-- 日志的时间窗口 · the window of the log: a case still open at last_us is cut off, not late
SELECT min(at_us) AS first_us, max(at_us) AS last_us
FROM events
