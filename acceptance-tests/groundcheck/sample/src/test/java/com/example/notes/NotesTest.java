package com.example.notes;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.assertions.Policy;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Target;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@TerraformModule("terraform/notes")
class NotesTest {

    private static final Policy LOGS_EXPIRE = Policy.forType(
            "aws_cloudwatch_log_group",
            "logs expire",
            group -> !group.change().after().at("retention_in_days").isEqualTo(0));

    // tag::apply[]
    @Test
    void appliesTwiceWithoutAChange(Stack notes, Target target) {
        notes.set("name", "applied").apply();
        assertThat(notes).isIdempotent();
        try (var dynamoDb = target.client(DynamoDbClient.builder())) {
            assertThat(dynamoDb.listTables().tableNames())
                    .contains(notes.outputs().string("table"));
        }
    }
    // end::apply[]

    @Test
    void refusesANameInCapitals(Stack notes) {
        notes.set("name", "NOTES");
        assertThat(notes).failsToPlan().at("var.name", "lower-case letters").withErrors(1);
    }

    @Test
    void replacesTheTableForAnotherName(Stack notes) {
        notes.set("name", "before").apply();
        notes.set("name", "after");
        assertThat(notes.plan()).replaces("aws_dynamodb_table.notes").because("name");
    }

    @Test
    void letsLogsExpire(Stack notes) {
        notes.set("name", "sample");
        assertThat(notes.plan()).obeys(LOGS_EXPIRE);
    }
}
