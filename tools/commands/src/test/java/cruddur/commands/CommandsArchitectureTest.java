package cruddur.commands;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "cruddur.commands", importOptions = ImportOption.DoNotIncludeTests.class)
class CommandsArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("cruddur.commands.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCommandKnowsTheLocalSystem =
      noClasses().should().dependOnClassesThat().resideInAPackage("cruddur.local..");

  @ArchTest
  static final ArchRule onlyTargetsChooseTheDynamoDbClient =
      noClasses()
          .that()
          .resideOutsideOfPackages("cruddur.commands.targets", "cruddur.commands.deployment")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder");

  @ArchTest
  static final ArchRule onlyUserPoolsUsersAndTheDeploymentKnowCognito =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "cruddur.commands.pools",
              "cruddur.commands.users.signins",
              "cruddur.commands.deployment")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk.services.cognitoidentityprovider..");

  @ArchTest
  static final ArchRule onlyPostgresKnowsTheDriver =
      noClasses()
          .that()
          .resideOutsideOfPackage("cruddur.commands.postgres")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.postgresql..");

  @ArchTest
  static final ArchRule theTerminalKnowsNeitherAwsNorPostgres =
      noClasses()
          .that()
          .resideInAPackage("cruddur.commands.terminal")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..", "org.postgresql..");
}
