package cruddur.commands.deployment;

/**
 * The likely cause of a failure.
 *
 * @param likely what is probably wrong
 * @param lookAt where to confirm or correct it
 */
public record LikelyCause(String likely, String lookAt) {}
