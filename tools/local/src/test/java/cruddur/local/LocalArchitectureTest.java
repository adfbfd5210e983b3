package cruddur.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies between the packages of the local system; cycles are in LocalCyclesTest. */
@AnalyzeClasses(packages = "cruddur.local", importOptions = ImportOption.DoNotIncludeTests.class)
class LocalArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheFunctionsDependOnHandlers =
      noClasses()
          .that()
          .resideOutsideOfPackage("cruddur.local.functions")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("cruddur.handler..");

  @ArchTest
  static final ArchRule thePartsDoNotDependOnTheHttpServer =
      noClasses()
          .that()
          .resideOutsideOfPackages("cruddur.local", "cruddur.local.http")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("cruddur.local.http");

  @ArchTest
  static final ArchRule invocationAndRoutesDependOnNoOtherPart =
      noClasses()
          .that()
          .resideInAnyPackage("cruddur.local.lambda", "cruddur.local.route")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "cruddur.local",
              "cruddur.local.cognito",
              "cruddur.local.dynamodb",
              "cruddur.local.faults",
              "cruddur.local.functions",
              "cruddur.local.http",
              "cruddur.local.invoke",
              "cruddur.local.policy",
              "cruddur.local.postgres",
              "cruddur.local.sample",
              "cruddur.local.stream");

  @ArchTest
  static final ArchRule onlyTheStartKnowsFaultsAndPolicies =
      noClasses()
          .that()
          .resideOutsideOfPackages("cruddur.local", "cruddur.local.faults", "cruddur.local.policy")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("cruddur.local.faults", "cruddur.local.policy");
}
