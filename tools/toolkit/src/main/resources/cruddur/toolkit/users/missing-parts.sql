-- The parts of schema.sql that an existing table lacks: a line each, for an operator.
SELECT wanted.name || ' is no column: ALTER TABLE public.users ADD COLUMN ' || wanted.name || ' ' || wanted.type
FROM (VALUES
  ('uuid', 'uuid PRIMARY KEY DEFAULT gen_random_uuid()'),
  ('display_name', 'text NOT NULL'),
  ('handle', 'text NOT NULL'),
  ('email', 'text NOT NULL'),
  ('cognito_user_id', 'text'),
  ('created_at', 'timestamp')
) AS wanted (name, type)
WHERE NOT EXISTS (
  SELECT FROM pg_attribute AS stored
  WHERE stored.attrelid = 'public.users'::regclass AND stored.attname = wanted.name AND NOT stored.attisdropped
)
UNION ALL
SELECT wanted.name || ' need not be unique: CREATE UNIQUE INDEX ON public.users (' || wanted.key || ')'
FROM (VALUES
  ('handle', 'lower(handle)'),
  ('email', 'lower(email)'),
  ('cognito_user_id', 'cognito_user_id')
) AS wanted (name, key)
WHERE NOT EXISTS (
  SELECT FROM pg_index AS stored
  WHERE stored.indrelid = 'public.users'::regclass AND stored.indisunique AND stored.indpred IS NULL
    AND stored.indnkeyatts = 1 AND pg_get_indexdef(stored.indexrelid, 1, true) = wanted.key
)
UNION ALL
SELECT 'cognito_user_id must not be null: ALTER TABLE public.users ALTER COLUMN cognito_user_id DROP NOT NULL'
FROM pg_attribute AS stored
WHERE stored.attrelid = 'public.users'::regclass AND stored.attname = 'cognito_user_id' AND stored.attnotnull;
