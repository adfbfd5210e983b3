-- What an existing table lacks of schema.sql: one line for each part, with the statement that adds it.
SELECT 'column ' || required.name || ' is missing: ALTER TABLE public.users ADD COLUMN ' || required.name || ' ' || required.type
FROM (VALUES
  ('uuid', 'uuid PRIMARY KEY DEFAULT gen_random_uuid()'),
  ('display_name', 'text NOT NULL'),
  ('handle', 'text NOT NULL'),
  ('email', 'text NOT NULL'),
  ('cognito_user_id', 'text'),
  ('created_at', 'timestamp')
) AS required (name, type)
WHERE NOT EXISTS (
  SELECT FROM pg_attribute AS existing
  WHERE existing.attrelid = 'public.users'::regclass AND existing.attname = required.name AND NOT existing.attisdropped
)
UNION ALL
SELECT required.name || ' is not unique: CREATE UNIQUE INDEX ON public.users (' || required.key || ')'
FROM (VALUES
  ('handle', 'lower(handle)'),
  ('email', 'lower(email)'),
  ('cognito_user_id', 'cognito_user_id')
) AS required (name, key)
WHERE NOT EXISTS (
  SELECT FROM pg_index AS existing
  WHERE existing.indrelid = 'public.users'::regclass AND existing.indisunique AND existing.indpred IS NULL
    AND existing.indnkeyatts = 1 AND pg_get_indexdef(existing.indexrelid, 1, true) = required.key
)
UNION ALL
SELECT 'cognito_user_id is NOT NULL: ALTER TABLE public.users ALTER COLUMN cognito_user_id DROP NOT NULL'
FROM pg_attribute AS existing
WHERE existing.attrelid = 'public.users'::regclass AND existing.attname = 'cognito_user_id' AND existing.attnotnull;
