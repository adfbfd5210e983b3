package cruddur.toolkit.sample;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A user of the pool. As in pools with sign-in by e-mail, his name in the pool is his {@code sub}.
 */
public record LocalUser(
    String sub, String handle, @JsonProperty("display_name") String displayName, String email) {}
