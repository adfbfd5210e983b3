-- The app's users, with the columns of Cruddur's Flask app; it lacked the constraints below. The service does not read
-- this table, but the profile rows that bin/cruddur sync-profiles writes from it.
CREATE TABLE public.users (
  uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  display_name text NOT NULL,
  handle text NOT NULL,
  email text NOT NULL,
  -- The subject of the user's sign-in; null until he has one. (The source wrote MOCK, for everybody.)
  cognito_user_id text,
  created_at timestamp NOT NULL DEFAULT (current_timestamp AT TIME ZONE 'UTC')
);

-- Handles are looked up in lower case: two that differ in case alone would be one.
CREATE UNIQUE INDEX users_handle_key ON public.users (lower(handle));
CREATE UNIQUE INDEX users_email_key ON public.users (lower(email));
CREATE UNIQUE INDEX users_cognito_user_id_key ON public.users (cognito_user_id);
