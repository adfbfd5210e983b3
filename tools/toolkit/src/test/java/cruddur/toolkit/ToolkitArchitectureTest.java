package cruddur.toolkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies of what the local system and the operators' commands share. */
@AnalyzeClasses(packages = "cruddur.toolkit")
class ToolkitArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("cruddur.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingDependsOnHandlersOrOtherTools =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("cruddur.handler..", "cruddur.local..", "cruddur.commands..");
}
