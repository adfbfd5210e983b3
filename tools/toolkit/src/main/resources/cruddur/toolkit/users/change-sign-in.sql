-- Parameters: the new sign-in or null, the uuid of the user, and the expected current sign-in or null.
UPDATE public.users
SET cognito_user_id = ?::text
WHERE uuid = ?::uuid AND cognito_user_id IS NOT DISTINCT FROM ?::text;
