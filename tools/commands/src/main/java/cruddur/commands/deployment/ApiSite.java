package cruddur.commands.deployment;

import java.net.URI;
import java.util.List;

/**
 * The HTTP API of a deployment.
 *
 * @param deployment the name of the deployment, for display
 * @param address the API's address, without a path
 * @param allowedOrigins the origins whose pages may call the API
 * @param hasLiveEvents whether the deployment delivers messages live
 */
public record ApiSite(
    String deployment, URI address, List<String> allowedOrigins, boolean hasLiveEvents) {}
