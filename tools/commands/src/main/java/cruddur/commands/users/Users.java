package cruddur.commands.users;

import picocli.CommandLine.Command;

/** The commands on public.users. */
@Command(
    name = "users",
    synopsisSubcommandLabel = "COMMAND",
    description = {"Manage public.users, the table of users in Postgres.", ""},
    subcommands = {LoadUsersSchema.class, SeedUsers.class},
    sortOptions = false)
public final class Users {}
