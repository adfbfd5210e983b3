package cruddur.local.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.local.policy.Policy.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final Map<String, Object> ALLOW_ALL =
      Map.of("Effect", "Allow", "Action", "*", "Resource", "*");

  @Test
  void anAccessThatNoStatementAllowsIsDenied() {
    Map<String, Object> otherAction =
        Map.of("Effect", "Allow", "Action", "dynamodb:Query", "Resource", "*");

    assertEquals(Decision.IMPLICITLY_DENIED, decide(getItem("SUB#1"), otherAction));
  }

  @Test
  void aDenyOverridesAnAllow() {
    Map<String, Object> deny =
        Map.of("Effect", "Deny", "Action", "dynamodb:GetItem", "Resource", "*");

    assertEquals(Decision.EXPLICITLY_DENIED, decide(getItem("SUB#1"), deny, ALLOW_ALL));
    assertEquals(Decision.EXPLICITLY_DENIED, decide(getItem("SUB#1"), ALLOW_ALL, deny));
  }

  @ParameterizedTest
  @CsvSource({
    "dynamodb:GetItem,   arn:t/messages,  ALLOWED",
    "dynamodb:getitem,   arn:t/messages,  ALLOWED",
    "dynamodb:Get*,      arn:t/*,         ALLOWED",
    "dynamodb:?etItem,   arn:t/message?,  ALLOWED",
    "dynamodb:GetItems,  *,               IMPLICITLY_DENIED",
    "dynamodb:GetItem,   arn:t/Messages,  IMPLICITLY_DENIED",
    "dynamodb:GetItem,   arn:t/messages?, IMPLICITLY_DENIED",
    "dynamodb.GetItem,   *,               IMPLICITLY_DENIED",
    "*,                  arn:t/mess,      IMPLICITLY_DENIED",
  })
  void wildcardsMatchTheWholeActionAndResource(String action, String resource, Decision expected) {
    assertEquals(
        expected,
        decide(
            getItem("SUB#1"), Map.of("Effect", "Allow", "Action", action, "Resource", resource)));
  }

  @Test
  void aLeadingKeyMustMatchAPrefixOfTheStatement() {
    Map<String, Object> statement =
        with("ForAllValues:StringLike", "dynamodb:LeadingKeys", List.of("SUB#*", "HDL#*"));

    assertEquals(Decision.ALLOWED, decide(getItem("SUB#1"), statement));
    assertEquals(Decision.ALLOWED, decide(getItem("HDL#river"), statement));
    assertEquals(Decision.IMPLICITLY_DENIED, decide(getItem("GRP#SUB#1"), statement));
  }

  /** The IAM User Guide warns of this with ForAllValues. */
  @Test
  void aRequestWithoutLeadingKeysPassesTheirCondition() {
    Map<String, Object> statement =
        with("ForAllValues:StringLike", "dynamodb:LeadingKeys", List.of("SUB#*"));

    assertEquals(
        Decision.ALLOWED,
        decide(new Access("dynamodb:Scan", "arn:t/messages", Map.of()), statement));
  }

  @Test
  void aSourceFunctionConditionAppliesToTheCodeOnly() {
    Map<String, Object> statement =
        with("ArnLike", "lambda:SourceFunctionArn", "arn:aws:lambda:r:1:function:*");
    Map<String, String> code = Map.of("lambda:SourceFunctionArn", "arn:aws:lambda:r:1:function:F");

    assertEquals(Decision.ALLOWED, decide(new Access("ec2:X", "*", code), statement));
    assertEquals(Decision.IMPLICITLY_DENIED, decide(new Access("ec2:X", "*", Map.of()), statement));
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, aws:PrincipalAccount, the condition StringEquals aws:PrincipalAccount",
    "StringLike, dynamodb:LeadingKeys, the condition StringLike dynamodb:LeadingKeys",
    "ForAllValues:StringLike, dynamodb:Attributes, the condition ForAllValues:StringLike dynamodb:Attributes",
  })
  void anUnsupportedConditionIsAnErrorWithItsName(String operator, String key, String name) {
    assertEquals(
        name + " in a policy is not supported by the local system",
        failure(with(operator, key, "x")).getMessage());
  }

  @Test
  void anUnsupportedElementIsAnErrorWithItsName() {
    Map<String, Object> statement =
        Map.of("Effect", "Allow", "NotAction", "ec2:*", "Action", "*", "Resource", "*");

    assertEquals(
        "NotAction in a policy is not supported by the local system",
        failure(statement).getMessage());
  }

  private static IllegalArgumentException failure(Map<String, Object> statement) {
    return assertThrows(IllegalArgumentException.class, () -> decide(getItem("x"), statement));
  }

  private static Map<String, Object> with(String operator, String key, Object value) {
    return Map.of(
        "Effect", "Allow",
        "Action", "*",
        "Resource", "*",
        "Condition", Map.of(operator, Map.of(key, value)));
  }

  private static Decision decide(Access access, Map<?, ?>... statements) {
    return Policy.of(Map.of("Statement", List.of(statements))).decide(access);
  }

  private static Access getItem(String leadingKey) {
    return new Access(
        "dynamodb:GetItem", "arn:t/messages", Map.of("dynamodb:LeadingKeys", leadingKey));
  }
}
