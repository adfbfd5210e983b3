package cruddur.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "cruddur.bench")
class BenchArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("cruddur.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule reportsKnowNoMeasurement =
      noClasses()
          .that()
          .resideInAPackage("cruddur.bench.report")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "cruddur.bench",
              "cruddur.bench.run",
              "cruddur.bench.table",
              "cruddur.local..",
              "software.amazon..");

  @ArchTest
  static final ArchRule measurementsDoNotDependOnEachOther =
      slices()
          .matching("cruddur.bench.(backlog|cost|idle|live|page|process|route|runtime)")
          .should()
          .notDependOnEachOther();
}
