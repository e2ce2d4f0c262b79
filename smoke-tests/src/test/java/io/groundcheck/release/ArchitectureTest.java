package io.groundcheck.release;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package graph: what may know what. */
@AnalyzeClasses(packages = "io.groundcheck.release", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.groundcheck.release.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_one_package_calls_aws = noClasses()
            .that()
            .resideOutsideOfPackage("io.groundcheck.release.aws.sdk")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule only_the_command_line_knows_the_aws_sdk_adapters = noClasses()
            .that()
            .resideOutsideOfPackages("io.groundcheck.release.aws.sdk", "io.groundcheck.release.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.groundcheck.release.aws.sdk");

    @ArchTest
    static final ArchRule the_gate_is_pure = classes()
            .that()
            .resideInAPackage("io.groundcheck.release.gate")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "java.time",
                    "org.jspecify..",
                    "io.groundcheck.release",
                    "io.groundcheck.release.gate",
                    "io.groundcheck.release.record",
                    "io.groundcheck.release.evidence",
                    "io.groundcheck.release.state");

    @ArchTest
    static final ArchRule decisions_do_not_act = noClasses()
            .that()
            .haveSimpleNameEndingWith("Decision")
            .or()
            .haveSimpleName("Goals")
            .or()
            .haveSimpleName("Diagnosis")
            .or()
            .haveSimpleName("ReleasePlanGuard")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.groundcheck.release.aws..",
                    "io.groundcheck.release.store",
                    "io.groundcheck.release.time",
                    "io.groundcheck.http",
                    "java.io",
                    "java.net..",
                    "java.nio..");

    @ArchTest
    static final ArchRule smoke_knows_nothing_of_the_release = noClasses()
            .that()
            .resideInAPackage("io.groundcheck.release.smoke..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.groundcheck.release.aws..",
                    "io.groundcheck.release.cli",
                    "io.groundcheck.release.cutover",
                    "io.groundcheck.release.evidence",
                    "io.groundcheck.release.gate",
                    "io.groundcheck.release.lease",
                    "io.groundcheck.release.record",
                    "io.groundcheck.release.rollout");

    @ArchTest
    static final ArchRule only_main_touches_the_process_streams = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.groundcheck.release.cli.Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule only_the_ticker_reads_the_monotonic_clock = noClasses()
            .that()
            .resideOutsideOfPackages("io.groundcheck.release.time", "io.groundcheck.release.smoke..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now");
}
