package cruddur.commands.deployment;

/**
 * What is likely behind a fault.
 *
 * @param likely what is probably wrong
 * @param lookAt where that shows, or is put right
 */
public record LikelyCause(String likely, String lookAt) {}
