package io.groundcheck.docs;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Load;
import io.groundcheck.http.LoadResult;
import io.groundcheck.http.Request;
import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.plan.Action;
import io.groundcheck.plan.Plan;
import io.groundcheck.plan.ResourceChange;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Target;
import io.groundcheck.terraform.ApplyCommand;
import io.groundcheck.terraform.InitCommand;
import io.groundcheck.terraform.PlanCommand;
import io.groundcheck.terraform.Progress;
import io.groundcheck.terraform.Terraform;
import io.groundcheck.terraform.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The snippets of docs/groundcheck/from-terratest.md, run; SnippetsTest holds page and regions equal. */
@TerraformModule("acceptance-tests/groundcheck/sample/terraform/notes")
@OnTarget("moto")
class FromTerratestIT {

    // tag::apply[]
    @Test
    void makesATableThatTheSdkFinds(Stack notes, Target target) {
        notes.set("name", "notes").apply();
        assertThat(notes).isIdempotent();

        String table = notes.outputs().string("table");
        try (var dynamoDb = target.client(DynamoDbClient.builder())) {
            assertThat(dynamoDb.listTables().tableNames()).contains(table);
        }
    }
    // end::apply[]

    // tag::plan[]
    @Test
    void plansATableThatIsPaidByTheRequest(Stack notes) {
        notes.set("name", "planned");
        Plan plan = notes.plan();
        assertThat(plan)
                .counts(2, 0, 0)
                .creates("aws_dynamodb_table.notes", "aws_cloudwatch_log_group.notes")
                .attribute("aws_dynamodb_table.notes", "billing_mode")
                .isEqualTo("PAY_PER_REQUEST")
                .attribute("aws_dynamodb_table.notes", "arn")
                .isUnknown();
        assertThat(plan.with(Action.CREATE)).extracting(ResourceChange::type).doesNotContain("aws_iam_role");
    }
    // end::plan[]

    // tag::failure[]
    @Test
    void refusesANameInCapitals(Stack notes) {
        notes.set("name", "NOTES");
        assertThat(notes).failsToPlan().at("var.name", "lower-case letters").withErrors(1);
    }
    // end::failure[]

    // tag::options[]
    @Test
    void saysWhatItWants(Stack notes) {
        notes.requiresTerraform(">= 1.5, < 2")
                .requiresProvider("hashicorp/aws", ">= 5.100")
                .set("name", "options")
                .set("retention_days", 7)
                .retry("RequestError|timeout while waiting", 3, Duration.ofSeconds(5))
                .warningsAreErrors();
        assertThat(notes.validate()).isEmpty();
        assertThat(notes.plan())
                .attribute("aws_cloudwatch_log_group.notes", "retention_in_days")
                .isEqualTo(7);
    }
    // end::options[]

    // tag::stages[]
    @Nested
    class OfOneStack {
        @BeforeAll
        static void apply(Stack notes) {
            notes.set("name", "shared").apply();
        }

        @Test
        void tellsItsTable(Stack notes) {
            assertThat(notes.outputs().names()).containsExactly("table");
            assertThat(notes.outputs().string("table")).isEqualTo("shared-notes");
            assertThat(notes.resources()).contains("aws_dynamodb_table.notes");
        }

        @Test
        void keepsItsLogForAMonth(Target target) {
            try (var logs = target.client(CloudWatchLogsClient.builder())) {
                await("the log's retention")
                        .atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofSeconds(2))
                        .untilAsserted(() -> assertThat(logs.describeLogGroups(all -> all.logGroupNamePrefix("/shared"))
                                        .logGroups())
                                .singleElement()
                                .satisfies(group ->
                                        assertThat(group.retentionInDays()).isEqualTo(30)));
            }
        }

        @Test
        void losesNothingWithShorterLogs(Stack notes) {
            notes.set("retention_days", 7);
            assertThat(notes.plan())
                    .updatesInPlace("aws_cloudwatch_log_group.notes")
                    .destroysNothing();
        }
    }
    // end::stages[]

    // tag::commands[]
    @Test
    void runsTerraformItself(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("main.tf"), """
                variable "word" {}
                output "word" { value = var.word }
                """);
        String unique = UUID.randomUUID().toString().substring(0, 8);
        Path values = Files.writeString(folder.resolve("values.tfvars.json"), "{\"word\": \"" + unique + "\"}");
        Terraform terraform = Terraform.in(folder, Map.of(), Timeouts.DEFAULT, Progress.NONE);
        terraform.init(InitCommand.init());
        terraform.plan(PlanCommand.into(folder.resolve("plan"), List.of(values)));
        terraform.apply(ApplyCommand.saved(folder.resolve("plan")));
        assertThat(terraform.output().string("word")).isEqualTo(unique);
    }
    // end::commands[]

    @Test
    void asksAService() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "ok".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            poll(url);
            probe(url);
            load(url);
        } finally {
            server.stop(0);
        }
    }

    private static void poll(URI url) {
        // tag::http[]
        var client = HttpClient.newHttpClient();
        await("200 from " + url)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(
                                client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                                        .body())
                        .isEqualTo("ok"));
        // end::http[]
    }

    private static void probe(URI url) throws IOException {
        // tag::probe[]
        for (InetSocketAddress address : HttpProbe.addresses(url)) {
            assertThat(HttpProbe.once(url, address, Request.get("/"), Duration.ofSeconds(5))
                            .status())
                    .isEqualTo(200);
        }
        // end::probe[]
    }

    private static void load(URI url) throws IOException, InterruptedException {
        // tag::load[]
        try (Load.Running running = Load.on(url).connections(2).start()) {
            changeSomething();
            LoadResult result = running.stop();
            assertThat(result.failures()).isEmpty();
            assertThat(result.total()).isPositive();
        }
        // end::load[]
    }

    private static void changeSomething() {
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    }
}
