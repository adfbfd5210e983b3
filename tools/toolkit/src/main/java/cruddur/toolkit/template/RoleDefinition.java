package cruddur.toolkit.template;

import java.util.Map;

/**
 * The role of a function.
 *
 * @param functionArn the function that assumes it
 * @param sessionArn the function as a caller of AWS, {@code
 *     arn:aws:sts::ACCOUNT:assumed-role/ROLE/FUNCTION}
 * @param policy one policy document with the statements of the role's inline policy, then those of
 *     its managed policies, resolved: maps, lists and strings
 */
public record RoleDefinition(String functionArn, String sessionArn, Map<String, Object> policy) {}
