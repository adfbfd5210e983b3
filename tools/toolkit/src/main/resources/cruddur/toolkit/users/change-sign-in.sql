-- Parameters: the new sign-in id or null, whose, and what must stand until then.
UPDATE public.users
SET cognito_user_id = ?::text
WHERE uuid = ?::uuid AND cognito_user_id IS NOT DISTINCT FROM ?::text;
