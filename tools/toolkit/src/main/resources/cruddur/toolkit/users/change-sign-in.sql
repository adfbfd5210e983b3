-- Parameters: the new sign-in id or null, the user's uuid, and the expected current value.
UPDATE public.users
SET cognito_user_id = ?::text
WHERE uuid = ?::uuid AND cognito_user_id IS NOT DISTINCT FROM ?::text;
