package cruddur.toolkit.sample;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A user of the local user pool. As in pools with sign-in by email, the user name is the {@code
 * sub}.
 */
public record LocalUser(
    String sub, String handle, @JsonProperty("display_name") String displayName, String email) {}
