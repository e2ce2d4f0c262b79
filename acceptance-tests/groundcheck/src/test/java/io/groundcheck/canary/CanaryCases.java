package io.groundcheck.canary;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.groundcheck.files.UserFolders;
import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that handle secrets, most of which fail while they do. Run by {@link SecretCanaryIT} in a JVM of its own. */
@TerraformModule("acceptance-tests/groundcheck/src/test/resources/modules/canary")
@OnTarget("moto")
class CanaryCases {

    @BeforeEach
    void give(Stack stack) {
        stack.setSensitive("password", password()).set("token", token());
    }

    @Test
    void passes_with_all_of_them(Stack stack) throws IOException {
        assertThat(stack.plan()).creates("aws_ssm_parameter.this");
        stack.apply();
        assertThat(stack.outputs().string("password")).isEqualTo(password());
        copyTheLedger();
    }

    /** Each way to fail that knows a secret, with one stack; JUnit tells of all of them. */
    @Test
    void fails_in_each_way_there_is(Stack stack) {
        var all = new AssertionError("failed in each way");
        var plan = stack.plan();
        all.addSuppressed(failure(() ->
                assertThat(plan).attribute("aws_ssm_parameter.this", "value").isEqualTo(token() + "-3")));
        all.addSuppressed(
                failure(() -> assertThat(plan).attribute("output.password", "").isEqualTo(password() + "-3")));
        all.addSuppressed(failure(() -> stack.set("leaks", true).plan()));
        stack.set("leaks", false);
        all.addSuppressed(failure(
                () -> stack.setSensitive("password", "refused-" + password()).plan()));
        stack.setSensitive("password", password());
        all.addSuppressed(failure(() -> stack.set("prints", true).apply()));
        stack.set("prints", false);
        stack.setSensitive("password", password() + "-2").set("token", token() + "-2");
        all.addSuppressed(failure(() -> assertThat(stack).isIdempotent()));
        all.addSuppressed(
                new AssertionError("the outputs are " + stack.outputs() + " of " + stack + " planned " + plan));
        throw all;
    }

    private static Throwable failure(ThrowingCallable action) {
        return Objects.requireNonNull(catchThrowable(action), "it was to fail");
    }

    static String password() {
        return System.getenv("CANARY") + "-password-\"4711\"\n\\second ${line}";
    }

    static String token() {
        return System.getenv("CANARY") + "-token";
    }

    /** As it is while a stack lives; afterwards it is empty. */
    private static void copyTheLedger() throws IOException {
        Path ledger = Ledger.in(UserFolders.of(System.getenv())).folder();
        Path copy = Files.createDirectories(Path.of("ledger-copy"));
        List<Path> entries;
        try (Stream<Path> files = Files.list(ledger)) {
            entries = files.filter(Files::isRegularFile).toList();
        }
        for (Path entry : entries) {
            Files.copy(entry, copy.resolve(entry.getFileName()));
        }
    }
}
