package cruddur.toolkit.template;

import java.util.Map;

/**
 * As whom a function calls AWS, and what that one may do.
 *
 * @param functionArn whose code it is
 * @param sessionArn the caller, {@code arn:aws:sts::ACCOUNT:assumed-role/ROLE/FUNCTION}
 * @param policy the role's one inline policy, resolved: maps, lists and strings
 */
public record RoleDefinition(String functionArn, String sessionArn, Map<String, Object> policy) {}
