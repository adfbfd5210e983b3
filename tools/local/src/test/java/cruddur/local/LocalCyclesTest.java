package cruddur.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages of the local system, its tests included. */
@AnalyzeClasses(packages = "cruddur.local")
class LocalCyclesTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("cruddur.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingDependsOnTheCommands =
      noClasses().should().dependOnClassesThat().resideInAPackage("cruddur.commands..");
}
