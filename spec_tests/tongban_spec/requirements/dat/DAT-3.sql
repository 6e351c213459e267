/* ---
id: DAT-3
title: {zh: 无循环证明, en: no circular proof}
statement:
  zh: >-
    为取得一种材料而要申请人先交的材料，层层追溯，不得又需要这种材料本身。日志期间始终有链路可供索要部门
    调取的，不用申请人去取，不算在内；换发时交回旧的同种材料，也不算循环。
    判到三十二种材料长的循环为止。
  en: >-
    What an applicant has to bring to obtain a material, and what has to be brought for that in turn,
    MUST NOT lead back to the material itself. What a link lets the asking department fetch throughout
    the log need not be brought and does not count; nor does the old copy of a material that is renewed.
    Circles of up to thirty-two materials are judged.
rationale:
  zh: >-
    甲证要先有乙证，乙证又要先有甲证，谁也办不到第一张。每种材料单列，写出经过它的最短的循环。
  en: >-
    If the first paper needs the second and the second the first, nobody gets either. Each material is
    judged by itself and named with the shortest circle through it.
essay: "3.2"
law: [N18]
level: MUST
profiles: [catalogue, exchange]
since: "1.0"
needs:
  kinds: []
  columns: []
  tables: {material_needs: [asker, region], links: []}
  declared: []
exercised_by:
  zh: 有一种材料须先交别的材料才能取得。
  en: A material needs another one to be brought first.
bad_day:
  zh: 循环看的是规定，不看某天链路通不通；靠链路解开的循环，中断时不得改为让人去跑，应等恢复或特别处理。
  en: >-
    A circle is a matter of rules and not of the day. One that a link has opened does not close when
    the link is down: the case waits or is handled apart, and nobody is sent round.
sentence:
  zh: 要取得 {material_kind}，得先有它自己：{circle}（{place}）。
  en: "To obtain {material_kind} one needs it already: {circle} ({place})."
expected:
  zh: "{material_kind} 所需的材料中，至少有一种应由部门经链路取得，或取消。"
  en: >-
    One of the materials on the way to {material_kind} should be fetched by the department over a link,
    or be asked for no more.
--- */
WITH rules AS (
    SELECT DISTINCT material_kind, needed_kind, asker, coalesce(region, '000000') AS region
    FROM material_needs
    WHERE material_kind <> needed_kind
),

-- what the asking department could fetch from the first to the last moment of the log
carried AS (
    SELECT DISTINCT r.material_kind, r.needed_kind, r.asker, r.region
    FROM rules AS r
    CROSS JOIN window_us AS w
    INNER JOIN links AS l
        ON l.material_kind = r.needed_kind AND l.link_id <> 'library'
        AND (l.asker = '*' OR r.asker IS NULL OR l.asker = r.asker)
        AND l.from_us <= w.first_us AND (l.until_us IS NULL OR l.until_us > w.last_us)
),

scopes AS (
    SELECT DISTINCT region AS scope FROM rules
),

-- the rules of a region are its own and those of every region around it
opportunities AS (
    SELECT DISTINCT s.scope, r.material_kind
    FROM scopes AS s
    INNER JOIN rules AS r
        ON r.region = s.scope OR r.region = '000000'
        OR r.region = substr(s.scope, 1, 4) || '00' OR r.region = substr(s.scope, 1, 2) || '0000'
),

ways_1 AS (
    SELECT DISTINCT
        s.scope, r.material_kind AS a, r.needed_kind AS b, 1 AS length, r.material_kind AS path
    FROM scopes AS s
    INNER JOIN rules AS r
        ON r.region = s.scope OR r.region = '000000'
        OR r.region = substr(s.scope, 1, 4) || '00' OR r.region = substr(s.scope, 1, 2) || '0000'
    LEFT JOIN carried AS c
        ON c.material_kind = r.material_kind AND c.needed_kind = r.needed_kind
        AND c.region = r.region AND c.asker IS NOT DISTINCT FROM r.asker
    WHERE c.material_kind IS NULL
),

-- the shortest way of up to 2, 4, 8, 16 and 32 steps: each time two of the ways before put together
ways_2 AS (
    SELECT scope, a, b, length, path
    FROM (
        SELECT
            scope, a, b, length, path,
            row_number() OVER (PARTITION BY scope, a, b ORDER BY length, path) AS place
        FROM (
            SELECT scope, a, b, length, path FROM ways_1
            UNION ALL
            SELECT x.scope, x.a, y.b, x.length + y.length, x.path || ' → ' || y.path
            FROM ways_1 AS x
            INNER JOIN ways_1 AS y ON y.scope = x.scope AND y.a = x.b
            WHERE x.a <> x.b AND y.a <> y.b
        ) AS found
    ) AS placed
    WHERE place = 1
),

ways_4 AS (
    SELECT scope, a, b, length, path
    FROM (
        SELECT
            scope, a, b, length, path,
            row_number() OVER (PARTITION BY scope, a, b ORDER BY length, path) AS place
        FROM (
            SELECT scope, a, b, length, path FROM ways_2
            UNION ALL
            SELECT x.scope, x.a, y.b, x.length + y.length, x.path || ' → ' || y.path
            FROM ways_2 AS x
            INNER JOIN ways_2 AS y ON y.scope = x.scope AND y.a = x.b
            WHERE x.a <> x.b AND y.a <> y.b
        ) AS found
    ) AS placed
    WHERE place = 1
),

ways_8 AS (
    SELECT scope, a, b, length, path
    FROM (
        SELECT
            scope, a, b, length, path,
            row_number() OVER (PARTITION BY scope, a, b ORDER BY length, path) AS place
        FROM (
            SELECT scope, a, b, length, path FROM ways_4
            UNION ALL
            SELECT x.scope, x.a, y.b, x.length + y.length, x.path || ' → ' || y.path
            FROM ways_4 AS x
            INNER JOIN ways_4 AS y ON y.scope = x.scope AND y.a = x.b
            WHERE x.a <> x.b AND y.a <> y.b
        ) AS found
    ) AS placed
    WHERE place = 1
),

ways_16 AS (
    SELECT scope, a, b, length, path
    FROM (
        SELECT
            scope, a, b, length, path,
            row_number() OVER (PARTITION BY scope, a, b ORDER BY length, path) AS place
        FROM (
            SELECT scope, a, b, length, path FROM ways_8
            UNION ALL
            SELECT x.scope, x.a, y.b, x.length + y.length, x.path || ' → ' || y.path
            FROM ways_8 AS x
            INNER JOIN ways_8 AS y ON y.scope = x.scope AND y.a = x.b
            WHERE x.a <> x.b AND y.a <> y.b
        ) AS found
    ) AS placed
    WHERE place = 1
),

ways_32 AS (
    SELECT scope, a, b, length, path
    FROM (
        SELECT
            scope, a, b, length, path,
            row_number() OVER (PARTITION BY scope, a, b ORDER BY length, path) AS place
        FROM (
            SELECT scope, a, b, length, path FROM ways_16
            UNION ALL
            SELECT x.scope, x.a, y.b, x.length + y.length, x.path || ' → ' || y.path
            FROM ways_16 AS x
            INNER JOIN ways_16 AS y ON y.scope = x.scope AND y.a = x.b
            WHERE x.a <> x.b AND y.a <> y.b
        ) AS found
    ) AS placed
    WHERE place = 1
)

SELECT
    CASE WHEN o.scope = '000000' THEN o.material_kind ELSE o.material_kind || '@' || o.scope END
        AS subject,
    NULL AS case_id,
    y.a IS NOT NULL AS breach,
    '' AS events,
    o.material_kind,
    y.path || ' → ' || y.a AS circle,
    CASE WHEN o.scope = '000000' THEN '各地' ELSE o.scope END AS place_zh,
    CASE WHEN o.scope = '000000' THEN 'everywhere' ELSE o.scope END AS place_en
FROM opportunities AS o
LEFT JOIN ways_32 AS y ON y.scope = o.scope AND y.a = o.material_kind AND y.b = o.material_kind
