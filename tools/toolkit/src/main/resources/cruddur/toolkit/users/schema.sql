-- The users of an app. The columns are those of Cruddur's Flask app; the indexes below add the constraints it lacks. The
-- functions never read this table: bin/cruddur sync-profiles copies it to the profile rows that they read.
CREATE TABLE public.users (
  uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  display_name text NOT NULL,
  handle text NOT NULL,
  email text NOT NULL,
  -- The sub of the user in Cognito; null until they have one. (Cruddur's Flask app wrote MOCK for every user.)
  cognito_user_id text,
  created_at timestamp NOT NULL DEFAULT (current_timestamp AT TIME ZONE 'UTC')
);

-- Handles are looked up in lower case: two that differ only in case would be the same.
CREATE UNIQUE INDEX users_handle_key ON public.users (lower(handle));
CREATE UNIQUE INDEX users_email_key ON public.users (lower(email));
CREATE UNIQUE INDEX users_cognito_user_id_key ON public.users (cognito_user_id);
