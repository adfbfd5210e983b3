package cruddur.web;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test its pages, each in a browser of its own, and the system that serves them. Browsers
 * and system are shared by all tests; each test starts without session and drafts.
 */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Chromium.find().isPresent()) {
      return ConditionEvaluationResult.enabled("there is a browser");
    }
    System.out.println("Browser tests left out: " + Chromium.MISSING);
    return ConditionEvaluationResult.disabled(Chromium.MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == MessengerPage.class || type == PageUnderTest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    PageUnderTest system = shared(context).system();
    return parameter.getParameter().getType() == PageUnderTest.class
        ? system
        : shared(context).page(parameter.getIndex()).at(system.address());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    shared(context).reset();
  }

  private static Shared shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Shared.class, _ -> new Shared(), Shared.class);
  }

  /** What all tests share; closed after the last one. */
  private static final class Shared implements AutoCloseable {
    private final PageUnderTest system = PageUnderTest.start(PageUnderTest.TEMPLATE);
    private final Chromium chromium = Chromium.find().orElseThrow();
    private final List<MessengerPage> pages = new ArrayList<>();

    PageUnderTest system() {
      return system;
    }

    MessengerPage page(int index) {
      while (pages.size() <= index) {
        pages.add(new MessengerPage(chromium.start(), system.address()));
      }
      return pages.get(index);
    }

    void reset() {
      pages.forEach(MessengerPage::reset);
    }

    @Override
    public void close() {
      pages.forEach(page -> page.driver().quit());
      system.close();
    }
  }
}
