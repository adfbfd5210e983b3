SELECT uuid, handle, display_name, cognito_user_id
FROM public.users
ORDER BY lower(handle), uuid;
