package io.groundcheck;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.groundcheck.report.NotRunSummary;
import io.groundcheck.sweep.Sweep;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The walls between the packages. A leaf knows nothing else of ours, so that it can be used, and read, alone. */
@AnalyzeClasses(packages = "io.groundcheck", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("io.groundcheck.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule plan_knows_nothing_of_ours = knowsOnly("plan");

    @ArchTest
    static final ArchRule http_knows_nothing_of_ours = knowsOnly("http");

    @ArchTest
    static final ArchRule process_knows_nothing_of_ours = knowsOnly("process");

    @ArchTest
    static final ArchRule files_know_nothing_of_ours = knowsOnly("files");

    @ArchTest
    static final ArchRule target_knows_what_reaches_an_emulator = knowsOnly("target", "http", "process", "files");

    @ArchTest
    static final ArchRule ledger_knows_processes_and_files = knowsOnly("ledger", "process", "files");

    @ArchTest
    static final ArchRule terraform_knows_no_target = knowsOnly("terraform", "plan", "process", "files", "provider");

    @ArchTest
    static final ArchRule provider_knows_processes_and_the_ledger = knowsOnly("provider", "process", "files", "ledger");

    @ArchTest
    static final ArchRule emulator_knows_no_terraform =
            knowsOnly("emulator", "target", "http", "process", "files", "ledger");

    @ArchTest
    static final ArchRule stack_knows_no_test_framework =
            knowsOnly("stack", "sweep", "target", "terraform", "plan", "process", "files", "ledger");

    @ArchTest
    static final ArchRule sweep_knows_no_stack =
            knowsOnly("sweep", "target", "terraform", "plan", "process", "files", "ledger");

    @ArchTest
    static final ArchRule report_knows_what_it_tells_of = knowsOnly("report", "http", "plan", "terraform");

    @ArchTest
    static final ArchRule assertions_know_what_they_are_about =
            knowsOnly("assertions", "plan", "stack", "target", "terraform");

    @ArchTest
    static final ArchRule nothing_knows_junit_but_the_extension_and_the_summary = noClasses()
            .that()
            .resideOutsideOfPackages("io.groundcheck.junit..", "io.groundcheck.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..");

    @ArchTest
    static final ArchRule a_library_does_not_print = noClasses()
            .that()
            .doNotBelongToAnyOf(NotRunSummary.class, Sweep.class)
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("it logs or returns; a JUnit listener and a command alone are given no other place");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith(NullMarked.class)
            .andShould()
            .bePackagePrivate();

    private static ArchRule knowsOnly(String of, String... others) {
        String[] allowed = Stream.concat(Stream.of(of), Stream.of(others))
                .map(name -> "io.groundcheck." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.groundcheck." + of + "..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are ours and elsewhere than in " + String.join(", ", allowed),
                        (JavaClass other) -> other.getPackageName().startsWith("io.groundcheck")
                                && Stream.of(allowed)
                                        .map(name -> name.substring(0, name.length() - 2))
                                        .noneMatch(other.getPackageName()::startsWith)));
    }
}
