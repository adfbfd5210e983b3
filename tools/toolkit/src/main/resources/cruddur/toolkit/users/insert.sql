-- Parameters: uuid, display name, handle, email. Nothing is inserted if the uuid, the handle or the email is in use.
INSERT INTO public.users (uuid, display_name, handle, email)
SELECT new.uuid, new.display_name, new.handle, new.email
FROM (VALUES (?::uuid, ?::text, ?::text, ?::text)) AS new (uuid, display_name, handle, email)
WHERE NOT EXISTS (
  SELECT FROM public.users AS standing
  WHERE lower(standing.handle) = lower(new.handle) OR lower(standing.email) = lower(new.email)
)
ON CONFLICT DO NOTHING;
