-- 每件事有多少事件 · how many events a case has: the smallest case is shown first
SELECT case_id, count(*) AS events
FROM events
WHERE case_id IS NOT NULL
GROUP BY case_id
