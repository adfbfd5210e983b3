package cruddur.handler;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.function.IntSupplier;

/** An invocation's context, of which only the time that is left matters here. */
public record RemainingTime(IntSupplier millis) implements Context {

  public static final RemainingTime PLENTY = new RemainingTime(() -> 60_000);

  @Override
  public int getRemainingTimeInMillis() {
    return millis.getAsInt();
  }

  @Override
  public String getAwsRequestId() {
    return "00000000-0000-4000-8000-000000000000";
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/sample";
  }

  @Override
  public String getLogStreamName() {
    return "sample";
  }

  @Override
  public String getFunctionName() {
    return "sample";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:123456789012:function:sample:1";
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw new UnsupportedOperationException("no function asks for it");
  }

  @Override
  public ClientContext getClientContext() {
    throw new UnsupportedOperationException("no function asks for it");
  }

  @Override
  public int getMemoryLimitInMB() {
    return 1024;
  }

  @Override
  public LambdaLogger getLogger() {
    throw new UnsupportedOperationException("functions log by slf4j");
  }
}
