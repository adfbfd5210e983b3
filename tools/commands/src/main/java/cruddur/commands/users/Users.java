package cruddur.commands.users;

import picocli.CommandLine.Command;

/** The commands on the app's own users. */
@Command(
    name = "users",
    synopsisSubcommandLabel = "COMMAND",
    description = {"Looks after public.users, where an app keeps its users in Postgres.", ""},
    subcommands = {LoadUsersSchema.class, SeedUsers.class},
    sortOptions = false)
public final class Users {}
