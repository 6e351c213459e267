-- 证照效期 · when a licence is valid, on paper or electronic: from issued_us until before until_us
-- (null: without end), the first of its expiry and its revocation.
WITH revoked AS (
    SELECT licence_id, min(at_us) AS revoked_us
    FROM events
    WHERE kind = 'licence_revoked' AND licence_id IS NOT NULL
    GROUP BY licence_id
)

SELECT
    l.licence_id, l.material_kind, l.holder, l.issuer, l.electronic, l.seal_valid,
    l.issued_at_us AS issued_us,
    nullif(least(
        coalesce(l.expires_at_us, 9223372036854775807),
        coalesce(l.revoked_at_us, 9223372036854775807),
        coalesce(r.revoked_us, 9223372036854775807)
    ), 9223372036854775807) AS until_us
FROM licences AS l
LEFT JOIN revoked AS r ON r.licence_id = l.licence_id
