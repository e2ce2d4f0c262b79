package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each command puts on the command line. */
class SubcommandTest {

    private static final List<Path> FILES = List.of(Path.of("/w/a.tfvars.json"), Path.of("/w/b.tfvars.json"));

    @Test
    void init() {
        assertThat(InitCommand.init().argv()).containsExactly("init", "-input=false", "-no-color");
        assertThat(InitCommand.init()
                        .withoutBackend()
                        .withBackendConfig(Map.of("key", "k", "bucket", "b c"))
                        .argv())
                .containsExactly(
                        "init",
                        "-input=false",
                        "-no-color",
                        "-backend=false",
                        "-backend-config=bucket=b c",
                        "-backend-config=key=k");
        assertThat(new InitCommand(true, true, true, Map.of(), InitCommand.Before.REFUSE).argv())
                .containsExactly("init", "-input=false", "-no-color", "-upgrade", "-lockfile=readonly");
    }

    @Test
    void validate() {
        assertThat(new ValidateCommand().argv()).containsExactly("validate", "-json");
    }

    @Test
    void plan() {
        assertThat(PlanCommand.into(Path.of("/w/p"), FILES).argv())
                .containsExactly(
                        "plan",
                        "-input=false",
                        "-json",
                        "-var-file=/w/a.tfvars.json",
                        "-var-file=/w/b.tfvars.json",
                        "-out=/w/p");
        assertThat(new PlanCommand(
                                Path.of("/w/p"),
                                List.of(),
                                PlanCommand.Mode.DESTROY,
                                false,
                                List.of("a.b[\"x\"]"),
                                List.of("c.d"))
                        .argv())
                .containsExactly(
                        "plan",
                        "-input=false",
                        "-json",
                        "-destroy",
                        "-refresh=false",
                        "-target=a.b[\"x\"]",
                        "-replace=c.d",
                        "-out=/w/p");
        assertThat(PlanCommand.into(Path.of("p"), List.of())
                        .in(PlanCommand.Mode.REFRESH_ONLY)
                        .argv())
                .contains("-refresh-only");
    }

    @Test
    void apply() {
        assertThat(ApplyCommand.saved(Path.of("/w/p")).argv())
                .containsExactly("apply", "-input=false", "-auto-approve", "-json", "/w/p");
        assertThat(ApplyCommand.with(FILES).argv())
                .containsExactly(
                        "apply",
                        "-input=false",
                        "-auto-approve",
                        "-json",
                        "-var-file=/w/a.tfvars.json",
                        "-var-file=/w/b.tfvars.json");
        assertThatThrownBy(() -> new ApplyCommand(Optional.of(Path.of("p")), FILES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("varFiles: expected none beside a saved plan, but was " + FILES);
    }

    @Test
    void destroy() {
        assertThat(new DestroyCommand(FILES.subList(0, 1)).argv())
                .containsExactly("destroy", "-input=false", "-auto-approve", "-json", "-var-file=/w/a.tfvars.json");
    }

    @Test
    void the_rest() {
        assertThat(new OutputCommand().argv()).containsExactly("output", "-json");
        assertThat(ShowCommand.plan(Path.of("/w/p")).argv()).containsExactly("show", "-json", "/w/p");
        assertThat(ShowCommand.state().argv()).containsExactly("show", "-json");
        assertThat(new FmtCommand().argv()).containsExactly("fmt", "-check", "-recursive", "-no-color");
        assertThat(new VersionCommand().argv()).containsExactly("version", "-json");
        assertThat(new StateListCommand().argv()).containsExactly("state", "list");
        assertThat(new StatePullCommand().argv()).containsExactly("state", "pull");
        assertThat(new ProvidersLockCommand(List.of("linux_amd64", "darwin_arm64")).argv())
                .containsExactly("providers", "lock", "-no-color", "-platform=linux_amd64", "-platform=darwin_arm64");
    }

    @Test
    void what_changes_or_shows_a_state() {
        assertThat(new ImportCommand("aws_vpc.this[\"a\"]", "vpc-1", FILES.subList(0, 1)).argv())
                .containsExactly(
                        "import",
                        "-input=false",
                        "-no-color",
                        "-var-file=/w/a.tfvars.json",
                        "aws_vpc.this[\"a\"]",
                        "vpc-1");
        assertThat(new StateMoveCommand("a.b", "a.c").argv()).containsExactly("state", "mv", "a.b", "a.c");
        assertThat(new StateRemoveCommand(List.of("a.b", "a.c")).argv()).containsExactly("state", "rm", "a.b", "a.c");
        assertThatThrownBy(() -> new StateRemoveCommand(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("addresses: expected at least one, but was empty");
        assertThat(new ProvidersSchemaCommand().argv()).containsExactly("providers", "schema", "-json");
        assertThat(new GraphCommand().argv()).containsExactly("graph");
    }
}
