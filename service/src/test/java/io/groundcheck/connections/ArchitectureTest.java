package io.groundcheck.connections;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packagesOf = ConnectionsApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SERVICE = "io.groundcheck.connections";

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching(SERVICE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule controllers_are_package_private =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule problems_know_the_jdk_only = classes()
            .that()
            .resideInAPackage(SERVICE + ".problem")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(SERVICE + ".problem", "java..", "org.jspecify.."));

    @ArchTest
    static final ArchRule only_one_store_knows_aws = noClasses()
            .that()
            .resideOutsideOfPackage(SERVICE + ".store.dynamodb")
            .and()
            .doNotHaveSimpleName("StoreConfiguration")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule stores_know_nothing_of_http = noClasses()
            .that()
            .resideInAPackage(SERVICE + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..");

    @ArchTest
    static final ArchRule features_do_not_know_the_web_layer = noClasses()
            .that()
            .resideInAnyPackage(SERVICE + ".person", SERVICE + ".connection", SERVICE + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVICE + ".web");

    @ArchTest
    static final ArchRule only_what_tomcat_loads_by_name_is_public_in_web = classes()
            .that()
            .resideInAPackage(SERVICE + ".web")
            .and()
            .haveModifier(JavaModifier.PUBLIC)
            .should()
            .haveSimpleName("ProblemReportValve");

    @ArchTest
    static final ArchRule nobody_prints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
