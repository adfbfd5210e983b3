-- Parameters: uuid, display name, handle, email. Adds nothing if the uuid, the handle or the email is in use.
INSERT INTO public.users (uuid, display_name, handle, email)
SELECT new.uuid, new.display_name, new.handle, new.email
FROM (VALUES (?::uuid, ?::text, ?::text, ?::text)) AS new (uuid, display_name, handle, email)
WHERE NOT EXISTS (
  SELECT FROM public.users AS existing
  WHERE lower(existing.handle) = lower(new.handle) OR lower(existing.email) = lower(new.email)
)
ON CONFLICT DO NOTHING;
