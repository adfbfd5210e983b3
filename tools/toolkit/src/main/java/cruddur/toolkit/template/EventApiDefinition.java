package cruddur.toolkit.template;

/**
 * The API of live events: AWS AppSync Events with one channel namespace. Users of the user pool
 * connect and subscribe; IAM publishes.
 *
 * @param clientPattern a regular expression; a token must be issued for a client that it matches
 * @param namespace the first segment of every channel
 * @param namespaceArn the resource of {@code appsync:EventPublish}
 * @param subscriptionHandler the logical id of the function that authorizes subscriptions
 */
public record EventApiDefinition(
    String clientPattern, String namespace, String namespaceArn, String subscriptionHandler) {}
