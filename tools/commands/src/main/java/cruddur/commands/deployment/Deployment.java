package cruddur.commands.deployment;

/** A deployment, with access to its API, users, table and operations. */
public record Deployment(
    ApiSite site, SignIns signIns, TableItems table, Operations operations, LogLocations logs) {}
