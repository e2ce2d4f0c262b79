package io.groundcheck.release.smoke;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.restassured.RestAssured;

@AnalyzeClasses(packages = "io.groundcheck.release.smoke", importOptions = DoNotIncludeTests.class)
class SmokeArchitectureTest {

    private static final String SMOKE = "io.groundcheck.release.smoke";

    @ArchTest
    static final ArchRule theSpecsKnowNothingOfTheGateOrTheCommandLine = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.groundcheck..").and(resideOutsideOfPackage(SMOKE + "..")));

    @ArchTest
    static final ArchRule theStepsDoNotKnowTheRunner = noClasses()
            .that()
            .resideInAPackage(SMOKE + ".steps")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SMOKE);

    @ArchTest
    static final ArchRule theCandidateKnowsNeitherStepsNorRunner = noClasses()
            .that()
            .resideInAPackage(SMOKE + ".candidate")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SMOKE, SMOKE + ".steps");

    @ArchTest
    static final ArchRule nothingPrintsPastTheConsoleItWasGiven =
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule restAssuredsStaticSettingsStayUntouched = noClasses()
            .should()
            .setFieldWhere(describe(
                    "the field is one of REST Assured's static settings",
                    access -> access.getTargetOwner().isEquivalentTo(RestAssured.class)));
}
