package cruddur;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import cruddur.handler.Wiring;
import cruddur.messaging.port.row.Timestamp;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Checks the dependencies between packages, and that code keeps no random or time value across a
 * snapshot.
 */
@AnalyzeClasses(packages = "cruddur", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyHandlersKnowLambda =
      noClasses()
          .that()
          .resideOutsideOfPackage("cruddur.handler..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.amazonaws..");

  @ArchTest
  static final ArchRule onlyTheAdaptersKnowTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackages("cruddur.store.dynamodb..", "cruddur.live.appsync..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule onlyTheWiringKnowsThePublisher =
      noClasses()
          .that()
          .resideOutsideOfPackage("cruddur.live.appsync..")
          .and()
          .doNotBelongToAnyOf(Wiring.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("cruddur.live..");

  @ArchTest
  static final ArchRule thePublisherKnowsOnlyItsPort =
      noClasses()
          .that()
          .resideInAPackage("cruddur.live.appsync..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage("cruddur.handler..", "cruddur.store..")
                  .or(
                      JavaClass.Predicates.resideInAPackage("cruddur.messaging..")
                          .and(
                              not(
                                  JavaClass.Predicates.resideInAPackage(
                                      "cruddur.messaging.live..")))));

  @ArchTest
  static final ArchRule onlyTheWiringKnowsTheStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("cruddur.store.dynamodb..")
          .and()
          .doNotBelongToAnyOf(Wiring.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("cruddur.store..");

  @ArchTest
  static final ArchRule theRulesKnowOnlyThemselvesAndTheJdk =
      classes()
          .that()
          .resideInAPackage("cruddur.messaging..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("cruddur.messaging..", "java..");

  @ArchTest
  static final ArchRule theStoreKnowsOnlyThePort =
      noClasses()
          .that()
          .resideInAPackage("cruddur.store..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("cruddur.handler..")
                  .or(
                      JavaClass.Predicates.resideInAPackage("cruddur.messaging..")
                          .and(
                              not(
                                  JavaClass.Predicates.resideInAPackage(
                                      "cruddur.messaging.port..")))));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("cruddur.(**)").should().beFreeOfCycles();

  /** SecureRandom, which uuids come from, is seeded anew after a snapshot; these would repeat. */
  @ArchTest
  static final ArchRule nothingRandomIsTheSameInEveryInstanceOfASnapshot =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class, SplittableRandom.class)
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule noMomentAndNoIdIsKeptAcrossASnapshot =
      noFields()
          .that()
          .areStatic()
          .should()
          .haveRawType(Instant.class)
          .orShould()
          .haveRawType(Timestamp.class)
          .orShould()
          .haveRawType(UUID.class);
}
