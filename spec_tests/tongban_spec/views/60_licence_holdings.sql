-- 平台所持电子证照 · when the platform holds an electronic licence in force: from from_us until
-- before until_us (null: without end). What was issued within the log is held from its entry in
-- the provincial library, and not at all without one; what is older, from its issue.
WITH told AS (
    SELECT
        licence_id,
        min(CASE WHEN kind = 'licence_issued' THEN at_us END) AS issued_us,
        min(CASE WHEN kind = 'licence_registered' THEN at_us END) AS registered_us,
        min(CASE WHEN kind = 'licence_registered' THEN event_id END) AS registered_event,
        min(CASE WHEN kind = 'licence_revoked' THEN at_us END) AS revoked_us
    FROM events
    WHERE licence_id IS NOT NULL
        AND kind IN ('licence_issued', 'licence_registered', 'licence_revoked')
    GROUP BY licence_id
),

held AS (
    SELECT
        l.licence_id, l.holder, l.material_kind, l.issuer, t.registered_event,
        CASE WHEN t.issued_us IS NULL THEN coalesce(t.registered_us, l.issued_at_us)
            ELSE t.registered_us END AS from_us,
        nullif(least(
            coalesce(l.expires_at_us, 9223372036854775807),
            coalesce(l.revoked_at_us, 9223372036854775807),
            coalesce(t.revoked_us, 9223372036854775807)
        ), 9223372036854775807) AS until_us
    FROM licences AS l
    LEFT JOIN told AS t ON t.licence_id = l.licence_id
    WHERE l.electronic
)

SELECT licence_id, holder, material_kind, issuer, registered_event, from_us, until_us
FROM held
WHERE from_us IS NOT NULL AND (until_us IS NULL OR from_us < until_us)
