package cruddur;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import cruddur.handler.Wiring;

/** Holds the packages apart. */
@AnalyzeClasses(packages = "cruddur", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyHandlersKnowLambda =
      noClasses()
          .that()
          .resideOutsideOfPackage("cruddur.handler")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.amazonaws..");

  @ArchTest
  static final ArchRule onlyTheStoreKnowsTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("cruddur.store.dynamodb")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule onlyTheWiringKnowsTheStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("cruddur.store.dynamodb")
          .and()
          .doNotBelongToAnyOf(Wiring.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("cruddur.store..");

  @ArchTest
  static final ArchRule theRulesKnowOnlyThemselvesAndTheJdk =
      classes()
          .that()
          .resideInAPackage("cruddur.conversation..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("cruddur.conversation..", "java..");

  @ArchTest
  static final ArchRule theStoreKnowsOnlyThePort =
      noClasses()
          .that()
          .resideInAPackage("cruddur.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("cruddur.conversation", "cruddur.handler");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("cruddur.(**)").should().beFreeOfCycles();
}
