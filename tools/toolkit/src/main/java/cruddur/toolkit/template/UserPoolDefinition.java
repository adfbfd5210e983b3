package cruddur.toolkit.template;

import java.util.Map;

/**
 * The user pool, whose users sign in by email address.
 *
 * @param properties of the resource, resolved: maps, lists, strings, integers and booleans
 * @param isCaseSensitive whether email addresses that differ in case only are different
 */
public record UserPoolDefinition(Map<String, Object> properties, boolean isCaseSensitive) {}
